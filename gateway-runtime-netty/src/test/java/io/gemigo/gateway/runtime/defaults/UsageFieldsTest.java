package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is remembered of one record is told of another one only where that has the same. */
class UsageFieldsTest {
    private static final String[] TEXTS = {
        "projectId", "appId", "protocol", "model", "provider", "upstreamModel", "failure", "finishReason"
    };

    /** A record with these texts. */
    private static UsageRecord record(@Nullable Operation operation, int status, boolean stream, String[] texts) {
        return new UsageRecord(
                5,
                "call",
                "request",
                texts[0],
                texts[1],
                "user",
                texts[2],
                operation,
                texts[3],
                texts[4],
                texts[5],
                status,
                texts[6],
                texts[7],
                stream,
                Usage.of(1, 2),
                1,
                3,
                4,
                6,
                7);
    }

    private static List<UsageRecord> records() {
        List<UsageRecord> records = new ArrayList<>();
        records.add(record(Operation.CHAT, 200, true, TEXTS));
        records.add(record(Operation.CHAT, 200, true, new String[TEXTS.length]));
        records.add(record(Operation.CHAT, 200, false, TEXTS));
        records.add(record(Operation.CHAT, 404, true, TEXTS));
        records.add(record(Operation.EMBED, 200, true, TEXTS));
        records.add(record(null, 200, true, TEXTS));
        for (int i = 0; i < TEXTS.length; i++) {
            for (String other : new @Nullable String[] {null, "other", "x\"" + "y".repeat(300)}) {
                String[] texts = TEXTS.clone();
                texts[i] = other;
                records.add(record(Operation.CHAT, 200, true, texts));
            }
        }
        return records;
    }

    private static String line(UsageFields fields, UsageRecord record) {
        LogLine line = new LogLine().begin("usage", 5);
        fields.write(line, record);
        return line.end().text();
    }

    @Test
    void everyRecordIsToldAsIfItWereTheFirst() {
        for (UsageRecord before : records()) {
            for (UsageRecord record : records()) {
                UsageFields fields = new UsageFields();
                line(fields, before);
                String told = line(fields, record);
                assertThat(told).isEqualTo(line(new UsageFields(), record)).isEqualTo(line(fields, record));
                assertThat(Json.parse(told).at("status").asLong()).isEqualTo(record.status());
            }
        }
    }
}
