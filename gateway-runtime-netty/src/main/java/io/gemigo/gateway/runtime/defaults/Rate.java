package io.gemigo.gateway.runtime.defaults;

import java.time.Duration;

/**
 * So many per period: a bucket of that many, refilled evenly. Immutable.
 *
 * @param count how many, at least 1
 * @param period per how long
 */
public record Rate(long count, Duration period) {
    /** Nanoseconds that one takes to be refilled. */
    double nanosPerOne() {
        return (double) period.toNanos() / count;
    }

    /** For people, such as {@code 1200 requests per minute}. */
    String words() {
        return count + " requests per " + (period.equals(Duration.ofMinutes(1)) ? "minute" : "second");
    }
}
