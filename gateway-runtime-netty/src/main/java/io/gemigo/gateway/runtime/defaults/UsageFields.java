package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.UsageRecord;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The fields that access lines and usage records have in common. */
final class UsageFields {
    private static final String[] OPERATIONS = Arrays.stream(Operation.values())
            .map(operation -> operation.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new);

    private UsageFields() {}

    static void write(LogLine line, UsageRecord record) {
        Operation operation = record.operation();
        line.text("requestId", record.requestId())
                .text("callId", record.callId())
                .text("projectId", record.projectId())
                .text("appId", record.appId())
                .text("protocol", record.protocol())
                .text("operation", operation == null ? null : OPERATIONS[operation.ordinal()])
                .text("model", record.model())
                .text("provider", record.provider())
                .text("upstreamModel", record.upstreamModel())
                .number("status", record.status())
                .text("failure", record.failure())
                .text("finishReason", record.finishReason())
                .flag("stream", record.stream());
        Usage usage = record.usage();
        line.known("promptTokens", usage.promptTokens())
                .known("completionTokens", usage.completionTokens())
                .known("totalTokens", usage.totalTokens())
                .known("cachedTokens", usage.cachedTokens())
                .known("reasoningTokens", usage.reasoningTokens())
                .flag("estimated", usage.estimated())
                .number("attempts", record.attempts());
        if (record.firstByteNanos() >= 0) {
            line.number("firstByteMillis", TimeUnit.NANOSECONDS.toMillis(record.firstByteNanos()));
        }
        line.number("durationMillis", TimeUnit.NANOSECONDS.toMillis(record.durationNanos()))
                .number("bytesIn", record.bytesIn())
                .number("bytesOut", record.bytesOut());
    }
}
