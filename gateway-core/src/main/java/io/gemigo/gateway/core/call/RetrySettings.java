package io.gemigo.gateway.core.call;

import java.time.Duration;

/**
 * When a request is sent upstream again. Immutable.
 *
 * @param maxRetries attempts beyond the first, 0 to 4
 * @param baseDelay back-off before the first retry, doubled for each further one, drawn from zero to this
 * @param maxDelay ceiling of the back-off, and the longest {@code Retry-After} worth waiting for
 * @param on500 whether an upstream's 500 is tried once more
 */
public record RetrySettings(int maxRetries, Duration baseDelay, Duration maxDelay, boolean on500) {
    /** Two retries from 100 ms up to 2 s, none on a 500. */
    public static final RetrySettings DEFAULT =
            new RetrySettings(2, Duration.ofMillis(100), Duration.ofSeconds(2), false);
}
