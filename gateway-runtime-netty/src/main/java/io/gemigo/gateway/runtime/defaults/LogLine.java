package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line of log: one JSON object, texts cut at 256 characters, control characters escaped. Single-owner. */
final class LogLine {
    private static final int MAX_CHARS = 256;
    private static final int MAX_MESSAGE_CHARS = 1024;
    private static final int MAX_STACK_CHARS = 16 << 10;
    private static final int LINE_BYTES = 512;

    private final JsonWriter json = new JsonWriter(new ByteBuilder(LINE_BYTES));

    LogLine(String kind, long epochMillis) {
        json.object();
        json.name("time")
                .string(Instant.ofEpochMilli(epochMillis)
                        .truncatedTo(ChronoUnit.MILLIS)
                        .toString());
        json.name("log").string(kind);
    }

    /** The line of an ordinary event. */
    static String of(ILoggingEvent event) {
        LogLine line = new LogLine("runtime", event.getTimeStamp());
        line.json.name("level").string(event.getLevel().toString().toLowerCase(Locale.ROOT));
        line.json.name("logger").string(event.getLoggerName());
        line.json.name("message").string(cut(event.getFormattedMessage(), MAX_MESSAGE_CHARS));
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.json.name("stack").string(cut(ThrowableProxyUtil.asString(thrown), MAX_STACK_CHARS));
        }
        return line.end();
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most) : text;
    }

    LogLine text(String name, @Nullable String value) {
        if (value != null) {
            json.name(name).string(cut(value, MAX_CHARS));
        }
        return this;
    }

    LogLine number(String name, long value) {
        json.name(name).number(value);
        return this;
    }

    /** Nothing for a negative value: it is not known. */
    LogLine known(String name, long value) {
        return value < 0 ? this : number(name, value);
    }

    LogLine flag(String name, boolean value) {
        json.name(name).bool(value);
        return this;
    }

    String end() {
        return json.endObject().out().utf8();
    }
}
