package io.gemigo.gateway.runtime.server;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The Date field (RFC 9110 §6.6.1), formatted once a second. Loop-confined. */
final class DateField {
    /** Names are the protocol's, not those of a locale, whose data would have to be loaded first. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, names("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
            .appendPattern(", dd ")
            .appendText(
                    ChronoField.MONTH_OF_YEAR,
                    names("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
            .appendPattern(" yyyy HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT);

    private static final long MILLIS = 1000;

    private long second = -1;
    private byte[] line = new byte[0];

    private static Map<Long, String> names(String... names) {
        Map<Long, String> byNumber = new HashMap<>();
        for (String name : names) {
            byNumber.put(byNumber.size() + 1L, name);
        }
        return byNumber;
    }

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
