package io.gemigo.gateway.runtime.defaults;

/** A token bucket. Thread-safe. */
final class Bucket {
    private final Rate rate;
    private double level;
    private long seenNanos;

    Bucket(Rate rate, long now) {
        this.rate = rate;
        level = rate.count();
        seenNanos = now;
    }

    /**
     * Takes one.
     *
     * @return what is left then, or if there is none: nanoseconds until there is one, negated
     */
    synchronized long take(long now) {
        double perOne = rate.nanosPerOne();
        level = Math.min((double) rate.count(), level + Math.max(0, now - seenNanos) / perOne);
        seenNanos = Math.max(seenNanos, now);
        if (level < 1) {
            return -Math.max(1, (long) Math.ceil((1 - level) * perOne));
        }
        level--;
        return (long) level;
    }

    /** Gives back what was taken for nothing. */
    synchronized void giveBack() {
        level = Math.min((double) rate.count(), level + 1);
    }
}
