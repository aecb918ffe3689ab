package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.UsageRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Writes the fields that access lines and usage records have in common. Single-owner. */
final class UsageFields {
    private static final String[] OPERATIONS = Arrays.stream(Operation.values())
            .map(operation -> operation.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private static final byte[] REQUEST_ID = JsonWriter.preparedName("requestId");
    private static final byte[] CALL_ID = JsonWriter.preparedName("callId");
    private static final byte[] PROJECT_ID = JsonWriter.preparedName("projectId");
    private static final byte[] APP_ID = JsonWriter.preparedName("appId");
    private static final byte[] PROTOCOL = JsonWriter.preparedName("protocol");
    private static final byte[] OPERATION = JsonWriter.preparedName("operation");
    private static final byte[] MODEL = JsonWriter.preparedName("model");
    private static final byte[] PROVIDER = JsonWriter.preparedName("provider");
    private static final byte[] UPSTREAM_MODEL = JsonWriter.preparedName("upstreamModel");
    private static final byte[] STATUS = JsonWriter.preparedName("status");
    private static final byte[] FAILURE = JsonWriter.preparedName("failure");
    private static final byte[] FINISH_REASON = JsonWriter.preparedName("finishReason");
    private static final byte[] STREAM = JsonWriter.preparedName("stream");
    private static final byte[] PROMPT_TOKENS = JsonWriter.preparedName("promptTokens");
    private static final byte[] COMPLETION_TOKENS = JsonWriter.preparedName("completionTokens");
    private static final byte[] TOTAL_TOKENS = JsonWriter.preparedName("totalTokens");
    private static final byte[] CACHED_TOKENS = JsonWriter.preparedName("cachedTokens");
    private static final byte[] REASONING_TOKENS = JsonWriter.preparedName("reasoningTokens");
    private static final byte[] ESTIMATED = JsonWriter.preparedName("estimated");
    private static final byte[] ATTEMPTS = JsonWriter.preparedName("attempts");
    private static final byte[] FIRST_BYTE_MILLIS = JsonWriter.preparedName("firstByteMillis");
    private static final byte[] DURATION_MILLIS = JsonWriter.preparedName("durationMillis");
    private static final byte[] BYTES_IN = JsonWriter.preparedName("bytesIn");
    private static final byte[] BYTES_OUT = JsonWriter.preparedName("bytesOut");

    private static final int ROOM = 512;

    /** The record written last, and those of its fields that the next one mostly has too. */
    private @Nullable UsageRecord last;

    private final ByteBuilder common = new ByteBuilder(ROOM);

    void write(LogLine line, UsageRecord record) {
        line.text(REQUEST_ID, record.requestId()).text(CALL_ID, record.callId());
        UsageRecord before = last;
        if (before != null && alike(before, record)) {
            line.members(common.array(), 0, common.length());
        } else {
            int behindComma = line.bytes().length() + 1;
            writeCommon(line, record);
            common.clear(ROOM);
            common.append(line.bytes().array(), behindComma, line.bytes().length());
            last = record;
        }
        writeCounts(line, record);
    }

    private static boolean alike(UsageRecord one, UsageRecord other) {
        return one.status() == other.status()
                && one.stream() == other.stream()
                && one.operation() == other.operation()
                && Objects.equals(one.model(), other.model())
                && Objects.equals(one.appId(), other.appId())
                && Objects.equals(one.projectId(), other.projectId())
                && Objects.equals(one.protocol(), other.protocol())
                && Objects.equals(one.provider(), other.provider())
                && Objects.equals(one.upstreamModel(), other.upstreamModel())
                && Objects.equals(one.failure(), other.failure())
                && Objects.equals(one.finishReason(), other.finishReason());
    }

    private static void writeCommon(LogLine line, UsageRecord record) {
        Operation operation = record.operation();
        line.text(PROJECT_ID, record.projectId())
                .text(APP_ID, record.appId())
                .text(PROTOCOL, record.protocol())
                .text(OPERATION, operation == null ? null : OPERATIONS[operation.ordinal()])
                .text(MODEL, record.model())
                .text(PROVIDER, record.provider())
                .text(UPSTREAM_MODEL, record.upstreamModel())
                .number(STATUS, record.status())
                .text(FAILURE, record.failure())
                .text(FINISH_REASON, record.finishReason())
                .flag(STREAM, record.stream());
    }

    private static void writeCounts(LogLine line, UsageRecord record) {
        Usage usage = record.usage();
        line.known(PROMPT_TOKENS, usage.promptTokens())
                .known(COMPLETION_TOKENS, usage.completionTokens())
                .known(TOTAL_TOKENS, usage.totalTokens())
                .known(CACHED_TOKENS, usage.cachedTokens())
                .known(REASONING_TOKENS, usage.reasoningTokens())
                .flag(ESTIMATED, usage.estimated())
                .number(ATTEMPTS, record.attempts());
        if (record.firstByteNanos() >= 0) {
            line.number(FIRST_BYTE_MILLIS, TimeUnit.NANOSECONDS.toMillis(record.firstByteNanos()));
        }
        line.number(DURATION_MILLIS, TimeUnit.NANOSECONDS.toMillis(record.durationNanos()))
                .number(BYTES_IN, record.bytesIn())
                .number(BYTES_OUT, record.bytesOut());
    }
}
