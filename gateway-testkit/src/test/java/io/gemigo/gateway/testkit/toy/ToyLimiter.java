package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.RateLimiter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A limiter with fixed windows under one lock, with at most one flaw. */
public final class ToyLimiter implements RateLimiter {
    /** What is wrong with it. */
    public enum Flaw {
        NONE,
        ADMITS_ONE_TOO_MANY,
        ADMITS_TWICE,
        FREES_TWICE,
        NEVER_FREES,
        FREES_ONLY_ON_SETTLE,
        FORGETS_THE_WAIT,
        PROMISES_TOO_EARLY,
        NEVER_REFILLS,
        SAVES_UP,
        MIXES_APPS,
        CHARGES_REFUSED_CALLS,
        GIVES_REQUESTS_BACK,
        CHECKS_THEN_ACTS,
        SETTLES_RACILY
    }

    private static final class Count {
        private int running;
        private int requests;
        private long windowStart;
    }

    /** Long enough for another thread to come in between. */
    private static final long RACE_NANOS = 50_000;

    private final Flaw flaw;
    private final @Nullable Integer concurrency;
    private final @Nullable Integer requests;
    private final Duration period;
    private final Clock clock;
    private final Map<String, Count> counts = new HashMap<>();

    public ToyLimiter(
            Flaw flaw, @Nullable Integer concurrency, @Nullable Integer requests, Duration period, Clock clock) {
        this.flaw = flaw;
        this.concurrency = concurrency;
        this.requests = requests;
        this.period = period;
        this.clock = clock;
    }

    private synchronized Count count(String app) {
        return counts.computeIfAbsent(flaw == Flaw.MIXES_APPS ? "all" : app, name -> {
            Count fresh = new Count();
            fresh.windowStart = clock.nanoTime();
            return fresh;
        });
    }

    @Override
    public void reserve(Reservation reservation, Callback callback) {
        Count count = count(reservation.principal().appId());
        Failure refusal;
        if (flaw == Flaw.CHECKS_THEN_ACTS) {
            refusal = check(count);
            LockSupport.parkNanos(RACE_NANOS);
            if (refusal == null) {
                enter(count);
            }
        } else {
            synchronized (this) {
                refusal = check(count);
                if (refusal == null) {
                    enter(count);
                } else if (flaw == Flaw.CHARGES_REFUSED_CALLS) {
                    count.requests++;
                }
            }
        }
        if (refusal != null) {
            callback.refused(refusal);
            return;
        }
        callback.admitted(new Slot(count));
        if (flaw == Flaw.ADMITS_TWICE) {
            callback.admitted(new Slot(count));
        }
    }

    private synchronized void enter(Count count) {
        count.running++;
        count.requests++;
    }

    private @Nullable Failure check(Count count) {
        long now = clock.nanoTime();
        long passed = now - count.windowStart;
        if (passed >= period.toNanos() && flaw != Flaw.NEVER_REFILLS) {
            int full = requests == null ? 0 : requests;
            count.requests = flaw == Flaw.SAVES_UP ? count.requests - (int) (passed / period.toNanos()) * full : 0;
            count.windowStart = now;
        }
        Duration wait = period.minusNanos(now - count.windowStart);
        if (flaw == Flaw.FORGETS_THE_WAIT) {
            wait = null;
        } else if (flaw == Flaw.PROMISES_TOO_EARLY) {
            wait = Duration.ofMillis(1);
        }
        if (concurrency != null && count.running >= concurrency + (flaw == Flaw.ADMITS_ONE_TOO_MANY ? 1 : 0)) {
            return new Failure.RateLimited(Scope.CONCURRENCY, null, wait, 0);
        }
        return requests != null && count.requests >= requests
                ? new Failure.RateLimited(Scope.REQUESTS, null, wait, 0)
                : null;
    }

    private final class Slot implements Permit {
        private final Count count;
        private boolean over;

        Slot(Count count) {
            this.count = count;
        }

        @Override
        public void settle(Usage usage) {
            leave();
        }

        @Override
        public void release() {
            if (flaw != Flaw.FREES_ONLY_ON_SETTLE) {
                leave();
            }
        }

        private void leave() {
            if (flaw == Flaw.SETTLES_RACILY) {
                boolean was = over;
                LockSupport.parkNanos(RACE_NANOS);
                over = true;
                if (!was) {
                    free();
                }
                return;
            }
            synchronized (ToyLimiter.this) {
                if (!over || flaw == Flaw.FREES_TWICE) {
                    over = true;
                    free();
                }
            }
        }

        private void free() {
            synchronized (ToyLimiter.this) {
                count.running -= flaw == Flaw.NEVER_FREES ? 0 : 1;
                count.requests -= flaw == Flaw.GIVES_REQUESTS_BACK ? 1 : 0;
            }
        }
    }
}
