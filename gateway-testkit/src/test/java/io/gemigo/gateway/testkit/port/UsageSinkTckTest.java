package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.core.port.UsageSink;
import io.gemigo.gateway.testkit.TckRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageSinkTckTest {
    /** What is wrong with the sinks of the test class below. */
    enum Flaw {
        NONE,
        DROPS_EVERY_TENTH,
        KEEPS_TWICE,
        THROWS_AT_NULLS,
        THROWS_AT_ABSENT_COUNTS,
        LOSES_IN_RACES
    }

    /** Long enough for another thread to come in between. */
    private static final long RACE_NANOS = 50_000;

    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends UsageSinkTck {
        private final Flaw flaw = FLAW.get();
        private final List<String> stored = new ArrayList<>();
        private volatile int count;
        private volatile String[] raced = new String[0];

        @Override
        protected UsageSink sink() {
            return this::keep;
        }

        private void keep(UsageRecord usage) {
            if (flaw == Flaw.THROWS_AT_NULLS && usage.model() == null) {
                throw new IllegalArgumentException("no model");
            }
            if (flaw == Flaw.THROWS_AT_ABSENT_COUNTS && usage.usage().promptTokens() < 0) {
                throw new IllegalArgumentException("no count");
            }
            if (flaw == Flaw.LOSES_IN_RACES) {
                String[] before = raced;
                String[] after = Arrays.copyOf(before, before.length + 1);
                after[before.length] = usage.callId();
                LockSupport.parkNanos(RACE_NANOS);
                raced = after;
                return;
            }
            synchronized (stored) {
                count++;
                if (flaw != Flaw.DROPS_EVERY_TENTH || count % 10 != 0) {
                    stored.add(usage.callId());
                }
                if (flaw == Flaw.KEEPS_TWICE) {
                    stored.add(usage.callId());
                }
            }
        }

        @Override
        protected List<String> storedCallIds() {
            return flaw == Flaw.LOSES_IN_RACES ? List.of(raced) : stored;
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DROPS_EVERY_TENTH, keepsEachRecordOnce",
        "KEEPS_TWICE, keepsEachRecordOnce",
        "THROWS_AT_NULLS, takesWhateverARecordHolds",
        "THROWS_AT_ABSENT_COUNTS, takesWhateverARecordHolds",
        "LOSES_IN_RACES, keepsWhatManyBringAtOnce"
    })
    void catches(Flaw flaw, String method) {
        FLAW.set(flaw);
        try {
            TckRun.assertCaughtBy(ToyTck.class, method);
        } finally {
            FLAW.remove();
        }
    }
}
