package io.gemigo.gateway.testkit.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.RateLimiter;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every {@link RateLimiter} has to do with limits per app: count calls in progress, and requests per time. */
public abstract class RateLimiterTck {
    private static final int ROUNDS = 400;
    /** Calls that two threads end at once; enough that they meet within the few nanoseconds a race takes. */
    private static final int CONTESTED = 5_000;

    private final VirtualClock clock = new VirtualClock();
    private final AtomicInteger ids = new AtomicInteger();

    /** For subclasses. */
    protected RateLimiterTck() {}

    /**
     * A fresh limiter.
     *
     * @param concurrency most calls of one app in progress, null for no limit
     * @param requests most requests of one app per period at once, null for no limit
     * @param period in which that many come back
     * @param clock the limiter's only source of time
     */
    protected abstract RateLimiter limiter(
            @Nullable Integer concurrency, @Nullable Integer requests, Duration period, Clock clock);

    private RateLimiter concurrent(int calls) {
        return limiter(calls, null, Duration.ofMinutes(1), clock);
    }

    private RateLimiter rated(int requests) {
        return limiter(null, requests, Duration.ofMinutes(1), clock);
    }

    private RateLimiter.Reservation reservation(String app) {
        return new RateLimiter.Reservation(
                "call-" + ids.incrementAndGet(), Principal.of(app, null), "10.0.0.1", 10, 100);
    }

    private Decision ask(RateLimiter limiter) {
        return ask(limiter, "app");
    }

    private Decision ask(RateLimiter limiter, String app) {
        Decision decision = Decision.of(limiter, reservation(app));
        assertThat(decision.answers()).isOne();
        return decision;
    }

    /** How many of so many calls are let in, kept in progress. */
    private List<Permit> admitted(RateLimiter limiter, int calls) {
        List<Permit> permits = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Decision decision = ask(limiter);
            if (decision.refusal() == null) {
                permits.add(decision.permit());
            } else {
                refused(decision.refusal());
            }
        }
        return permits;
    }

    private static void refused(@Nullable Failure failure) {
        assertThat(failure)
                .isInstanceOfAny(Failure.RateLimited.class, Failure.Overloaded.class, Failure.QuotaExhausted.class);
        assertThat(Objects.requireNonNull(failure).retryAfter())
                .as("retry-after")
                .isNotNull()
                .isPositive();
    }

    @Test
    void admitsEveryoneWithoutLimits() {
        assertThat(admitted(limiter(null, null, Duration.ofMinutes(1), clock), ROUNDS))
                .hasSize(ROUNDS);
    }

    @Nested
    class Concurrency {
        @Test
        void isLimitedExactly() {
            RateLimiter limiter = concurrent(5);
            assertThat(admitted(limiter, 20)).hasSize(5);
            Failure refusal = ask(limiter).refusal();
            if (refusal instanceof Failure.RateLimited limited) {
                assertThat(limited.scope()).isEqualTo(Failure.RateLimited.Scope.CONCURRENCY);
            }
        }

        @Test
        void isFreedBySettling() {
            RateLimiter limiter = concurrent(2);
            admitted(limiter, 2).get(0).settle(Usage.of(3, 4));
            assertThat(admitted(limiter, 5)).hasSize(1);
        }

        @Test
        void isFreedByReleasing() {
            RateLimiter limiter = concurrent(2);
            admitted(limiter, 2).get(1).release();
            assertThat(admitted(limiter, 5)).hasSize(1);
        }

        @Test
        void isFreedOnceHoweverOftenOneSaysSo() {
            RateLimiter limiter = concurrent(3);
            Permit permit = admitted(limiter, 3).get(0);
            permit.settle(Usage.NONE);
            permit.settle(Usage.NONE);
            permit.release();
            permit.release();
            assertThat(admitted(limiter, 5)).hasSize(1);
        }

        @Test
        void isCountedPerApp() {
            RateLimiter limiter = concurrent(2);
            admitted(limiter, 5);
            assertThat(ask(limiter, "another app").refusal()).isNull();
        }

        @Test
        void comesBackWithoutLoss() {
            RateLimiter limiter = concurrent(3);
            for (int i = 0; i < ROUNDS; i++) {
                List<Permit> permits = admitted(limiter, 4);
                assertThat(permits).hasSize(3);
                permits.forEach(Permit::release);
            }
        }
    }

    @Nested
    class Rate {
        @Test
        void isLimitedExactly() {
            RateLimiter limiter = rated(7);
            List<Permit> permits = admitted(limiter, 30);
            assertThat(permits).hasSize(7);
            permits.forEach(permit -> permit.settle(Usage.NONE));
            assertThat(admitted(limiter, 5))
                    .as("a call that has ended was still made")
                    .isEmpty();
        }

        @Test
        void comesBackWhenItSaysSo() {
            RateLimiter limiter = rated(6);
            admitted(limiter, 6);
            Failure refusal = ask(limiter).refusal();
            refused(refusal);
            Duration wait =
                    Objects.requireNonNull(Objects.requireNonNull(refusal).retryAfter());
            assertThat(wait).isLessThanOrEqualTo(Duration.ofMinutes(1));
            clock.advance(wait.plusMillis(1));
            assertThat(ask(limiter).refusal()).isNull();
        }

        @Test
        void isFullAgainAfterAPeriodAndNoMore() {
            RateLimiter limiter = rated(6);
            admitted(limiter, 6);
            clock.advance(Duration.ofHours(5));
            assertThat(admitted(limiter, 30)).hasSize(6);
        }

        @Test
        void isCountedPerApp() {
            RateLimiter limiter = rated(2);
            admitted(limiter, 5);
            assertThat(ask(limiter, "another app").refusal()).isNull();
        }

        @Test
        void isNotUsedUpByCallsThatWereRefusedForOtherReasons() {
            RateLimiter limiter = limiter(1, 3, Duration.ofMinutes(1), clock);
            Permit first = ask(limiter).permit();
            admitted(limiter, 10);
            first.release();
            Permit second = ask(limiter).permit();
            second.release();
            assertThat(ask(limiter).refusal()).as("the third of three").isNull();
            assertThat(ask(limiter).refusal()).as("the fourth of three").isNotNull();
        }
    }

    @Nested
    class Permits {
        @Test
        void describeThemselvesInSoundHeaders() {
            RateLimiter limiter = limiter(5, 5, Duration.ofMinutes(1), clock);
            Permit permit = ask(limiter).permit();
            HeaderList headers = new HeaderList();
            permit.describe(headers);
            permit.release();
            permit.describe(headers);
            headers.forEach((name, value) -> {
                assertThat(name).matches("[A-Za-z0-9-]+");
                assertThat(value).isNotBlank();
            });
        }
    }

    @Nested
    class Crowds {
        @Test
        void areAdmittedExactly() {
            RateLimiter limiter = concurrent(50);
            assertThat(hammer(limiter)).isEqualTo(50);
            RateLimiter rate = rated(60);
            assertThat(hammer(rate)).isEqualTo(60);
        }

        private int hammer(RateLimiter limiter) {
            return Crowd.run(thread -> {
                        int admitted = 0;
                        for (int i = 0; i < ROUNDS; i++) {
                            Decision decision = Decision.of(limiter, reservation("app"));
                            admitted += decision.refusal() == null ? 1 : 0;
                        }
                        return admitted;
                    })
                    .stream()
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        @Test
        void neverExceedTheLimitAsTheyComeAndGo() {
            RateLimiter limiter = concurrent(3);
            AtomicInteger inProgress = new AtomicInteger();
            List<Integer> most = Crowd.run(thread -> {
                int highest = 0;
                for (int i = 0; i < ROUNDS * 10; i++) {
                    Decision decision = Decision.of(limiter, reservation("app"));
                    if (decision.refusal() == null) {
                        highest = Math.max(highest, inProgress.incrementAndGet());
                        inProgress.decrementAndGet();
                        decision.permit().settle(Usage.NONE);
                    }
                }
                return highest;
            });
            assertThat(most).allSatisfy(highest -> assertThat(highest).isLessThanOrEqualTo(3));
            assertThat(admitted(limiter, 10)).as("free again afterwards").hasSize(3);
        }

        @Test
        void freeAPermitOnceIfAllSettleIt() {
            RateLimiter limiter = concurrent(CONTESTED);
            List<Permit> contested = admitted(limiter, CONTESTED);
            assertThat(contested).hasSize(CONTESTED);
            Crowd.inStep(contested, permit -> {
                permit.settle(Usage.NONE);
                permit.release();
            });
            assertThat(admitted(limiter, 2 * CONTESTED))
                    .as("free again, each once")
                    .hasSize(CONTESTED);
        }
    }
}
