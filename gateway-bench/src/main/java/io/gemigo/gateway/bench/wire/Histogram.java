package io.gemigo.gateway.bench.wire;

import java.util.Arrays;

/** Counts of durations in nanoseconds, in steps of at most 1/64 of the value. Single-owner. */
public final class Histogram {
    private static final int SUB_BITS = 6;
    private static final int SUB = 1 << SUB_BITS;

    private final long[] counts = new long[(Long.SIZE - SUB_BITS) * SUB];
    private long count;
    private long max;

    /** An empty one. */
    public Histogram() {}

    /** Counts one duration; a negative one as 0. */
    public void add(long nanos) {
        long value = Math.max(0, nanos);
        counts[index(value)]++;
        count++;
        max = Math.max(max, value);
    }

    private static int index(long value) {
        int shift = Math.max(0, Long.SIZE - 1 - SUB_BITS - Long.numberOfLeadingZeros(value | 1));
        return (shift << SUB_BITS) + (int) (value >>> shift);
    }

    private static long highest(int index) {
        int shift = Math.max(0, (index >> SUB_BITS) - 1);
        long top = index - ((long) shift << SUB_BITS);
        return (top + 1 << shift) - 1;
    }

    /** Forgets everything. */
    public void clear() {
        Arrays.fill(counts, 0);
        count = 0;
        max = 0;
    }

    /** How many durations were counted. */
    public long count() {
        return count;
    }

    /** The duration that this share of all does not exceed, 0 if there are none. */
    public long percentile(double percent) {
        long rank = Math.max(1, (long) Math.ceil(count * percent / 100));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (counts[i] > 0 && seen >= rank) {
                return Math.min(highest(i), max);
            }
        }
        return 0;
    }
}
