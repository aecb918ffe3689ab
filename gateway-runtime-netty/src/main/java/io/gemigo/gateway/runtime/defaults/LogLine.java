package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines of log, one after another: each is one JSON object, texts cut at 256 characters, control characters escaped.
 * Single-owner.
 */
final class LogLine {
    private static final int MAX_CHARS = 256;
    private static final int MAX_MESSAGE_CHARS = 1024;
    private static final int MAX_STACK_CHARS = 16 << 10;
    private static final int LINE_BYTES = 1024;
    private static final int MILLIS = 1000;

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final byte[] TIME = JsonWriter.preparedName("time");
    private static final byte[] LOG = JsonWriter.preparedName("log");

    private final ByteBuilder out = new ByteBuilder(LINE_BYTES);
    private final JsonWriter json = new JsonWriter(out);
    /** The last time that was written, kept because the next one is mostly of the same second. */
    private final byte[] time = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.US_ASCII);

    private long second = Long.MIN_VALUE;
    private @Nullable LineEvent event;

    /** Begins a line. */
    LogLine begin(String kind, long epochMillis) {
        out.clear(LINE_BYTES);
        json.object().name(TIME);
        time(epochMillis);
        json.name(LOG).string(kind);
        return this;
    }

    /** The line of an ordinary event. */
    LogLine begin(ILoggingEvent event) {
        begin("runtime", event.getTimeStamp());
        json.name("level").string(event.getLevel().toString().toLowerCase(Locale.ROOT));
        json.name("logger").string(event.getLoggerName());
        json.name("message").string(cut(event.getFormattedMessage(), MAX_MESSAGE_CHARS));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            json.name("stack").string(cut(ThrowableProxyUtil.asString(thrown), MAX_STACK_CHARS));
        }
        return this;
    }

    /** A time in UTC to the millisecond, such as {@code 2026-01-01T00:00:00.000Z}. */
    private void time(long epochMillis) {
        long now = Math.floorDiv(epochMillis, MILLIS);
        if (now != second) {
            second = now;
            byte[] text = TO_THE_SECOND.format(Instant.ofEpochSecond(now)).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, time, 0, text.length);
        }
        int millis = (int) Math.floorMod(epochMillis, (long) MILLIS);
        int at = time.length - "000Z".length();
        time[at] = (byte) ('0' + millis / 100);
        time[at + 1] = (byte) ('0' + millis / 10 % 10);
        time[at + 2] = (byte) ('0' + millis % 10);
        json.escaped(time, 0, time.length);
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    // Names are prepared: a line has two dozen of them.

    /** Nothing for null. */
    LogLine text(byte[] name, @Nullable String value) {
        if (value != null) {
            json.name(name).string(cut(value, MAX_CHARS));
        }
        return this;
    }

    LogLine number(byte[] name, long value) {
        json.name(name).number(value);
        return this;
    }

    /** Nothing for a negative value: it is not known. */
    LogLine known(byte[] name, long value) {
        return value < 0 ? this : number(name, value);
    }

    LogLine flag(byte[] name, boolean value) {
        json.name(name).bool(value);
        return this;
    }

    /** Members as another line has them, between its comma and its end. */
    LogLine members(byte[] a, int from, int to) {
        out.append(',').append(a, from, to);
        return this;
    }

    LogLine end() {
        json.endObject();
        return this;
    }

    /** The line as an event of a logger, always the same: one that nobody may have kept tells of the next line too. */
    LineEvent event(Logger logger, long epochMillis) {
        LineEvent told = event;
        if (told == null || told.kept()) {
            told = new LineEvent(logger, this);
            event = told;
        }
        told.at(epochMillis);
        return told;
    }

    /** Its bytes, until the next line begins. */
    ByteBuilder bytes() {
        return out;
    }

    String text() {
        return out.utf8();
    }
}
