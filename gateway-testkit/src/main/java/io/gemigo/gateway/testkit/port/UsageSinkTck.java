package io.gemigo.gateway.testkit.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.UsageSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link UsageSink} has to do: keep each record once, whatever it holds and however many come at once. */
public abstract class UsageSinkTck {
    private static final int RECORDS = 200;
    private static final String LONG = "x".repeat(10_000);

    /** For subclasses. */
    protected UsageSinkTck() {}

    /** The sink under test, the same one within a test; nothing is stored in it yet. */
    protected abstract UsageSink sink();

    /** The call ids of everything stored by now, in any order; what is on its way is waited for. */
    protected abstract List<String> storedCallIds();

    private static UsageRecord record(String callId, @Nullable String text, Usage usage, int status) {
        return new UsageRecord(
                1_795_305_600_000L,
                callId,
                text == null ? callId : text,
                text,
                text,
                text,
                text,
                text == null ? null : Operation.CHAT,
                text,
                text,
                text,
                status,
                text,
                text,
                true,
                usage,
                1,
                -1,
                5_000_000,
                10,
                20);
    }

    @Test
    void keepsEachRecordOnce() {
        UsageSink sink = sink();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            ids.add("req_" + i);
            sink.record(record("req_" + i, "openai", Usage.of(i, 1), 200));
        }
        assertThat(storedCallIds()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void takesWhateverARecordHolds() {
        UsageSink sink = sink();
        Usage absent = new Usage(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, true);
        Usage huge = Usage.of(Long.MAX_VALUE / 4, Long.MAX_VALUE / 4);
        sink.record(record("req_nothing", null, Usage.NONE, 0));
        sink.record(record("req_absent", "a", absent, 499));
        sink.record(record("req_huge", "b", huge, 200));
        sink.record(record("req_nasty", SampleFailures.NASTY, Usage.estimate(1, 1), 500));
        sink.record(record("req_long", LONG, Usage.of(1, 1), 200));
        assertThat(storedCallIds())
                .containsExactlyInAnyOrder("req_nothing", "req_absent", "req_huge", "req_nasty", "req_long");
    }

    @Test
    void keepsWhatManyBringAtOnce() {
        UsageSink sink = sink();
        List<List<String>> brought = Crowd.run(thread -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < RECORDS; i++) {
                String id = "req_" + thread + "_" + i;
                ids.add(id);
                sink.record(record(id, "genai", Usage.of(1, 2), 200));
            }
            return ids;
        });
        assertThat(storedCallIds())
                .containsExactlyInAnyOrderElementsOf(
                        brought.stream().flatMap(List::stream).toList());
    }
}
