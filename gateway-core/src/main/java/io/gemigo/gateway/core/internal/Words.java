package io.gemigo.gateway.core.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads and searches byte arrays eight bytes at a time. A byte that is found sets its highest bit in a word of marks; a borrow can
 * set marks falsely behind a true one only, so the first mark is always right.
 */
public final class Words {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long MARKS = 0x8080808080808080L;
    /** Changes places of quote and space, and nothing passes either: what is up to a space then is a quote or a control. */
    private static final long QUOTE_TO_SPACE = ('"' ^ ' ') * ONES;

    private static final long AFTER_SPACE = (' ' + 1) * ONES;
    private static final long BACKSLASHES = '\\' * ONES;
    private static final long AFTER_CR = ('\r' + 1) * ONES;

    private Words() {}

    /** The four bytes at a position, as one number. */
    public static int four(byte[] a, int at) {
        return (int) INT.get(a, at);
    }

    /** The number that {@link #four} makes of these four ASCII characters. */
    public static int four(String ascii) {
        return four(ascii.getBytes(StandardCharsets.US_ASCII), 0);
    }

    /** The eight bytes at a position, as one number. */
    public static long eight(byte[] a, int at) {
        return (long) LONG.get(a, at);
    }

    /** The first bytes of {@code [from, to)}, up to eight, as one number: the one of fewer bytes is that with zeros behind. */
    public static long upToEight(byte[] a, int from, int to) {
        int count = to - from;
        if (count >= Long.BYTES) {
            return eight(a, from);
        }
        if (from <= a.length - Long.BYTES) {
            return eight(a, from) & (1L << count * Byte.SIZE) - 1;
        }
        long word = 0;
        for (int i = to - 1; i >= from; i--) {
            word = word << Byte.SIZE | a[i] & 0xff;
        }
        return word;
    }

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
