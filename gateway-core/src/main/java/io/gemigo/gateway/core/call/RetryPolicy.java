package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether and when a failed attempt is made again: never what may have been billed, never more than a share of all calls
 * in progress, so that retries cannot bring down an upstream that struggles. Thread-safe; one per provider.
 */
final class RetryPolicy {
    /** Do not try again. */
    static final long NO = -1;

    private static final int ALWAYS_ALLOWED = 3;
    private static final int SHARE = 5;

    private final RetrySettings settings;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    RetryPolicy(RetrySettings settings) {
        this.settings = settings;
    }

    /** A call begins. */
    void callBegins() {
        calls.incrementAndGet();
    }

    /** A call has ended. */
    void callEnds() {
        calls.decrementAndGet();
    }

    /** A retry that {@link #delayNanos} allowed is over. */
    void retryEnds() {
        retries.decrementAndGet();
    }

    /** Whether one more attempt, of another kind, stays within what a call may make; one is always allowed. */
    boolean leavesRoom(int attempts) {
        return attempts <= Math.max(1, settings.maxRetries());
    }

    /**
     * Nanoseconds to wait before the next attempt, or {@link #NO}. Otherwise one retry counts as active until
     * {@link #retryEnds}.
     *
     * @param attempts made so far
     */
    long delayNanos(Failure failure, int attempts) {
        if (attempts > settings.maxRetries() || !curable(failure, attempts)) {
            return NO;
        }
        Duration wish = failure.retryAfter();
        long lowest = wish == null ? 0 : wish.toNanos();
        if (lowest > settings.maxDelay().toNanos()) {
            return NO;
        }
        int active = retries.incrementAndGet();
        if (active > Math.max(ALWAYS_ALLOWED, calls.get() / SHARE)) {
            retries.decrementAndGet();
            return NO;
        }
        long ceiling =
                Math.min(settings.maxDelay().toNanos(), settings.baseDelay().toNanos() << Math.min(attempts - 1, 20));
        return Math.max(lowest, ceiling <= 0 ? 0 : ThreadLocalRandom.current().nextLong(ceiling + 1));
    }

    private boolean curable(Failure failure, int attempts) {
        if (failure instanceof Failure.UpstreamUnavailable unavailable) {
            return switch (unavailable.reason()) {
                case CONNECT, OVERLOADED -> true;
                case ERROR ->
                    unavailable.upstreamStatus() == 502
                            || unavailable.upstreamStatus() == 503
                            || unavailable.upstreamStatus() == 500 && settings.on500() && attempts == 1;
                case RESET, ACCOUNT, BUSY -> false;
            };
        }
        return failure instanceof Failure.RateLimited limited
                && limited.upstreamStatus() != 0
                && limited.retryAfter() != null;
    }
}
