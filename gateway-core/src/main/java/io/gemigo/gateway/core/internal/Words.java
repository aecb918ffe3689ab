package io.gemigo.gateway.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Searches byte arrays eight bytes at a time. A byte that is found sets its highest bit in a word of marks; a borrow can
 * set marks falsely behind a true one only, so the first mark is always right.
 */
public final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long MARKS = 0x8080808080808080L;
    /** Changes places of quote and space, and nothing passes either: what is up to a space then is a quote or a control. */
    private static final long QUOTE_TO_SPACE = ('"' ^ ' ') * ONES;

    private static final long AFTER_SPACE = (' ' + 1) * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long AFTER_CR = ('\r' + 1) * ONES;

    private Words() {}

    /**
     * The first position in {@code [from, to)} whose byte is not plain text of a JSON string: a quote, a backslash, a
     * control character or part of a multi-byte sequence; {@code to} if there is none.
     */
    public static int notPlain(byte[] a, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONG.get(a, i);
            // Bytes of sequences are marked by the one test or the other, as both keep most highest bits.
            long marks = ((word ^ QUOTE_TO_SPACE) - AFTER_SPACE | (word ^ BACKSLASHES) - ONES) & MARKS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && a[i] >= ' ' && a[i] != '"' && a[i] != '\\') {
            i++;
        }
        return i;
    }

    /** The first position in {@code [from, to)} with this byte, an ASCII one; {@code to} if there is none. */
    public static int indexOf(byte[] a, int from, int to, char ascii) {
        long wanted = ascii * ONES;
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONG.get(a, i) ^ wanted;
            long marks = word - ONES & ~word & MARKS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && a[i] != ascii) {
            i++;
        }
        return i;
    }

    /** The first position in {@code [from, to)} whose byte is at most {@code '\r'}; {@code to} if there is none. */
    public static int upToCarriageReturn(byte[] a, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            long word = (long) LONG.get(a, i);
            long marks = word - AFTER_CR & ~word & MARKS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && (a[i] & 0xff) > '\r') {
            i++;
        }
        return i;
    }
}
