package io.gemigo.gateway.bench.wire;

import org.jspecify.annotations.Nullable;

/**
 * Finds the stamps of one answer, however it was cut, and sees whether one is missing, comes twice or out of turn. Single-owner.
 */
public final class StampReader {
    private static final int OUTSIDE = 0;
    private static final int COLON_AT = 1 + Stamp.NUMBER_DIGITS;
    private static final int TIME_TO = COLON_AT + 1 + Stamp.TIME_DIGITS;

    /** Bytes of a stamp that have been read. */
    private int read;

    private long number;
    private long time;
    private long found;
    private boolean inOrder = true;

    /** A reader for the first answer. */
    public StampReader() {}

    /** Makes ready for the next answer. */
    public void reset() {
        read = OUTSIDE;
        found = 0;
        inOrder = true;
    }

    /**
     * Reads on.
     *
     * @param nowNanos when the bytes came
     * @param transit takes how long each event was under way; null if nobody asks
     * @return how many stamps were completed
     */
    public int read(byte[] a, int from, int to, long nowNanos, @Nullable Histogram transit) {
        int complete = 0;
        for (int i = from; i < to; i++) {
            byte b = a[i];
            if (read == OUTSIDE) {
                if (b == Stamp.MARK) {
                    begin();
                }
            } else if (read == TIME_TO) {
                read = OUTSIDE;
                if (b == Stamp.MARK) {
                    complete++;
                    inOrder &= number == Stamp.number(found++);
                    if (transit != null) {
                        transit.add(Stamp.since(time, nowNanos));
                    }
                }
            } else {
                inside(b);
            }
        }
        return complete;
    }

    private void begin() {
        read = 1;
        number = 0;
        time = 0;
    }

    private void inside(byte b) {
        boolean digit = b >= '0' && b <= '9';
        if (read == COLON_AT ? b != Stamp.COLON : !digit) {
            read = OUTSIDE;
            if (b == Stamp.MARK) {
                begin();
            }
            return;
        }
        if (read < COLON_AT) {
            number = number * 10 + b - '0';
        } else if (read > COLON_AT) {
            time = time * 10 + b - '0';
        }
        read++;
    }

    /** Stamps of this answer so far. */
    public long found() {
        return found;
    }

    /** Whether each stamp had the number that was due. */
    public boolean inOrder() {
        return inOrder;
    }
}
