package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.http.HeaderList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The header fields that tell a client what is left of its rate. Those of a rate of which little is used, as of most at any
 * time, are made once. Thread-safe: what threads put in each other's way is only made again.
 */
final class RateFields {
    private static final int REMEMBERED = 128;

    private final Rate rate;
    private final String limit;
    /** By how many are used. */
    private final @Nullable Left[] known = new Left[REMEMBERED];

    private record Left(String remaining, String reset) {}

    RateFields(Rate rate) {
        this.rate = rate;
        limit = Long.toString(rate.count());
    }

    /** Adds the fields, so many being left. */
    void describe(long remaining, HeaderList headers) {
        Left left = left(remaining);
        headers.add("x-ratelimit-limit-requests", limit);
        headers.add("x-ratelimit-remaining-requests", left.remaining);
        headers.add("x-ratelimit-reset-requests", left.reset);
    }

    private Left left(long remaining) {
        long used = rate.count() - remaining;
        if (used < 0 || used >= REMEMBERED) {
            return make(remaining);
        }
        Left left = known[(int) used];
        if (left == null) {
            left = make(remaining);
            known[(int) used] = left;
        }
        return left;
    }

    private Left make(long remaining) {
        double nanos = (rate.count() - remaining) * rate.nanosPerOne();
        long millis = (long) Math.ceil(nanos / TimeUnit.MILLISECONDS.toNanos(1));
        return new Left(Long.toString(remaining), millis + "ms");
    }
}
