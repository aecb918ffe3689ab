package io.gemigo.gateway.bench.wire;

/**
 * The mark in every event's text: {@code #NNNNN:TTTTTTTTTTTTTTT#}, the event's number within its answer and when it was made.
 * Plain characters that no writer of JSON has reason to escape, so it comes through translations too.
 */
public final class Stamp {
    /** Length in bytes. */
    public static final int BYTES = 23;

    /** First and last byte. */
    static final byte MARK = '#';
    /** Between number and time. */
    static final byte COLON = ':';

    static final int NUMBER_DIGITS = 5;
    static final int TIME_DIGITS = 15;

    /** Times are counted modulo this: some eleven days. */
    private static final long TIME_MODULUS = 1_000_000_000_000_000L;

    private static final int NUMBER_MODULUS = 100_000;

    private Stamp() {}

    /** A stamp to be overwritten. */
    public static String blank() {
        return "#" + "0".repeat(NUMBER_DIGITS) + ":" + "0".repeat(TIME_DIGITS) + "#";
    }

    /** Writes number and time over a blank stamp that begins at a position. */
    public static void write(byte[] a, int at, int number, long nanos) {
        digits(a, at + 1, NUMBER_DIGITS, number % NUMBER_MODULUS);
        digits(a, at + 2 + NUMBER_DIGITS, TIME_DIGITS, Math.floorMod(nanos, TIME_MODULUS));
    }

    private static void digits(byte[] a, int at, int count, long value) {
        long rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            a[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** How an event's number is written. */
    static long number(long number) {
        return number % NUMBER_MODULUS;
    }

    /** Nanoseconds from a stamp's time to another time. */
    static long since(long stampNanos, long nowNanos) {
        return Math.floorMod(nowNanos - stampNanos, TIME_MODULUS);
    }
}
