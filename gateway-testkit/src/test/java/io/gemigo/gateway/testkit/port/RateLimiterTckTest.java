package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.testkit.TckRun;
import io.gemigo.gateway.testkit.toy.ToyLimiter;
import io.gemigo.gateway.testkit.toy.ToyLimiter.Flaw;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimiterTckTest {
    /** Which flaw the toys of the test class below have; one run at a time. */
    private static final ThreadLocal<Flaw> FLAW = ThreadLocal.withInitial(() -> Flaw.NONE);

    static class ToyTck extends RateLimiterTck {
        @Override
        protected RateLimiter limiter(
                @Nullable Integer concurrency, @Nullable Integer requests, Duration period, Clock clock) {
            return new ToyLimiter(FLAW.get(), concurrency, requests, period, clock);
        }
    }

    @Test
    void passesTheToyThatDoesItRight() {
        TckRun.assertPasses(ToyTck.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ADMITS_ONE_TOO_MANY, isLimitedExactly",
        "ADMITS_TWICE, isLimitedExactly",
        "FREES_TWICE, isFreedOnceHoweverOftenOneSaysSo",
        "NEVER_FREES, isFreedBySettling",
        "FREES_ONLY_ON_SETTLE, isFreedByReleasing",
        "FORGETS_THE_WAIT, isLimitedExactly",
        "PROMISES_TOO_EARLY, comesBackWhenItSaysSo",
        "NEVER_REFILLS, comesBackWhenItSaysSo",
        "SAVES_UP, isFullAgainAfterAPeriodAndNoMore",
        "MIXES_APPS, isCountedPerApp",
        "CHARGES_REFUSED_CALLS, isNotUsedUpByCallsThatWereRefusedForOtherReasons",
        "GIVES_REQUESTS_BACK, isLimitedExactly",
        "CHECKS_THEN_ACTS, areAdmittedExactly",
        "SETTLES_RACILY, freeAPermitOnceIfAllSettleIt"
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
