package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.UsageRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LineAppenderTest {
    /** More lines than there is room for. */
    private static final int MANY = 30_000;

    private final LoggerContext context = new LoggerContext();

    /** A place to write to that takes nothing until it is opened. */
    private static final class Gate implements WritableByteChannel {
        private final CountDownLatch open = new CountDownLatch(1);
        private final CountDownLatch reached = new CountDownLatch(1);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public int write(ByteBuffer from) {
            reached.countDown();
            try {
                open.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            // Not everything at once, as a pipe would have it.
            byte[] some = new byte[Math.min(from.remaining(), 10_000)];
            from.get(some);
            bytes.write(some, 0, some.length);
            return some.length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}

        String[] lines() {
            return bytes.toString(StandardCharsets.UTF_8).split("\n");
        }
    }

    private void log(LineAppender appender, String logger, Level level, String message, Throwable thrown) {
        Logger source = context.getLogger(logger);
        appender.doAppend(new LoggingEvent("here", source, level, message, thrown, null));
    }

    private void line(LineAppender appender, String kind, int n) {
        LogLine line = new LogLine()
                .begin(kind, 0)
                .number(JsonWriter.preparedName("n"), n)
                .end();
        appender.doAppend(new LineEvent(context.getLogger("gateway." + kind), line));
    }

    @Test
    void lineIsOneJsonObjectWhateverTheMessage() {
        Gate gate = new Gate();
        gate.open.countDown();
        LineAppender appender = new LineAppender(gate);
        appender.setContext(context);
        appender.start();
        log(
                appender,
                "some.where",
                Level.WARN,
                "line\nbreak \"quoted\" \u0001" + "x".repeat(2_000),
                new IllegalStateException("why"));
        appender.stop();
        assertThat(gate.lines())
                .singleElement()
                .asString()
                .as("G2")
                .contains("\"level\":\"warn\"")
                .contains("line\\nbreak \\\"quoted\\\" \\u0001xxx")
                .contains("IllegalStateException: why")
                .endsWith("}");
    }

    @Test
    void slowOutputDropsDebugFirstAndUsageNever() throws InterruptedException {
        Gate gate = new Gate();
        LineAppender appender = new LineAppender(gate);
        appender.setContext(context);
        appender.start();
        line(appender, "usage", -1);
        gate.reached.await();
        for (int i = 0; i < MANY; i++) {
            log(appender, "gateway.core", Level.DEBUG, "debug", null);
            line(appender, "access", i);
            line(appender, "usage", i);
        }
        log(appender, "gateway.core", Level.ERROR, "no room", null);
        gate.open.countDown();
        appender.stop();
        String[] lines = gate.lines();
        assertThat(lines)
                .filteredOn(line -> line.contains("\"log\":\"usage\""))
                .as("G4")
                .hasSize(MANY + 1);
        long debug = java.util.Arrays.stream(lines)
                .filter(line -> line.contains("\"debug\"") && line.contains("message"))
                .count();
        long access = java.util.Arrays.stream(lines)
                .filter(line -> line.contains("\"access\""))
                .count();
        assertThat(debug).isLessThan(access);
        assertThat(access).isLessThan(MANY);
        assertThat(appender.dropped()).isEqualTo(2 * MANY + 1 - debug - access);
        assertThat(String.join("\n", lines))
                .contains("{\"time\":")
                .contains("\"log\":\"dropped\",\"lines\":" + appender.dropped());
    }

    @Test
    void recordIsALineWithoutAnythingAbsent() {
        UsageRecord record = new UsageRecord(
                0,
                "call",
                "request\n\"" + "x".repeat(300),
                null,
                "app",
                null,
                "proto",
                Operation.CHAT,
                "model",
                null,
                null,
                200,
                null,
                "stop",
                true,
                Usage.of(3, 4),
                1,
                2_000_000,
                5_000_000,
                10,
                20);
        String text = UsageLines.ofThread().usage(record).text();
        assertThat(text)
                .startsWith("{\"time\":\"1970-01-01T00:00:00.000Z\",\"log\":\"usage\",\"requestId\":\"request\\n\\\"x")
                .doesNotContain("x".repeat(256))
                .doesNotContain("projectId", "null", "cachedTokens", "-1")
                .contains("\"promptTokens\":3,\"completionTokens\":4,\"totalTokens\":7")
                .contains("\"operation\":\"chat\"")
                .endsWith("\"firstByteMillis\":2,\"durationMillis\":5,\"bytesIn\":10,\"bytesOut\":20}");
    }

    @Test
    void accessLineHasTheFieldsOfTheRecordWhoeverWroteBefore() {
        UsageRecord first = record("one");
        UsageRecord second = record("two");
        UsageLines lines = UsageLines.ofThread();
        String fresh = lines.access(first, "POST", "/v1/x", "127.0.0.1").text();
        String fields = lines.usage(first).text().replaceFirst(".*\"log\":\"usage\",", "");
        assertThat(fresh)
                .isEqualTo("{\"time\":\"1970-01-01T00:00:01.234Z\",\"log\":\"access\",\"method\":\"POST\","
                        + "\"route\":\"/v1/x\",\"remoteAddress\":\"127.0.0.1\"," + fields);
        assertThat(lines.access(first, "POST", "/v1/x", "127.0.0.1").text()).isEqualTo(fresh);
        assertThat(lines.access(second, "POST", "/v1/x", "127.0.0.1").text())
                .isEqualTo(fresh.replace("\"one\"", "\"two\""));
    }

    @Test
    void theEndUserIsInTheRecordAlone() {
        UsageRecord called = record("one", "somebody");
        UsageLines lines = UsageLines.ofThread();
        assertThat(lines.usage(called).text()).contains("\"log\":\"usage\",\"user\":\"somebody\",\"requestId\":");
        assertThat(lines.access(called, "POST", "/v1/x", "127.0.0.1").text()).doesNotContain("somebody");
        assertThat(lines.access(record("two", "somebody"), "POST", "/v1/x", "127.0.0.1")
                        .text())
                .doesNotContain("somebody");
    }

    private static UsageRecord record(String callId) {
        return record(callId, null);
    }

    private static UsageRecord record(String callId, @Nullable String user) {
        return new UsageRecord(
                1_234,
                callId,
                callId,
                null,
                "app",
                user,
                "proto",
                Operation.CHAT,
                "model",
                null,
                null,
                200,
                null,
                "stop",
                true,
                Usage.of(3, 4),
                1,
                2_000_000,
                5_000_000,
                10,
                20);
    }

    @Test
    void otherAppendersReadTheSameText() {
        ListAppender<ILoggingEvent> other = new ListAppender<>();
        other.start();
        Logger usage = (Logger) LoggerFactory.getLogger("gateway.usage");
        usage.addAppender(other);
        usage.setLevel(Level.INFO);
        try {
            new Slf4jUsageSink().record(record("one"));
            other.list.get(0).prepareForDeferredProcessing();
            new Slf4jUsageSink().record(record("two"));
            assertThat(other.list.get(0).getFormattedMessage()).contains("\"callId\":\"one\"");
            assertThat(other.list.get(1).getFormattedMessage()).contains("\"callId\":\"two\"");
        } finally {
            usage.setLevel(null);
            usage.detachAppender(other);
        }
    }
}
