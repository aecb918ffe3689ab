package io.gemigo.gateway.runtime.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date field (RFC 9110 §6.6.1), formatted once a second. Loop-confined. */
final class DateField {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final long MILLIS = 1000;

    private long second = -1;
    private byte[] line = new byte[0];

    /** The whole line, CRLF included. */
    byte[] line() {
        long now = System.currentTimeMillis() / MILLIS;
        if (now != second) {
            second = now;
            String text = FORMAT.format(Instant.ofEpochSecond(now).atOffset(ZoneOffset.UTC));
            line = ("date: " + text + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        return line;
    }
}
