package io.gemigo.gateway.runtime.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Classes of octets in HTTP/1.1 messages (RFC 9110 §5.6, RFC 9112). */
final class Octets {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (int c = 0; c < 128; c++) {
            TOKEN[c] = c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || TOKEN_MARKS.indexOf((char) c) >= 0;
        }
    }

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long MARKS = 0x8080808080808080L;
    private static final long SPACES = ' ' * ONES;
    private static final long DELETES = 0x7f * ONES;

    private Octets() {}

    /** The first control character in {@code [from, to)}, tab, CR and LF among them; {@code to} if there is none. */
    static int control(byte[] a, int from, int to) {
        int i = from;
        while (i <= to - Long.BYTES) {
            // A mark behind a true one may be false, the first is right.
            long word = (long) WORD.get(a, i);
            long marks = (word - SPACES | (word ^ DELETES) - ONES) & ~word & MARKS;
            if (marks != 0) {
                return i + (Long.numberOfTrailingZeros(marks) >> 3);
            }
            i += Long.BYTES;
        }
        while (i < to && (a[i] >= ' ' && a[i] != 0x7f || a[i] < 0)) {
            i++;
        }
        return i;
    }

    /** A character of names and methods. */
    static boolean token(byte b) {
        return b >= 0 && TOKEN[b];
    }

    /** What a field value may hold: visible characters, space, tab, and octets over 0x7f. */
    static boolean fieldValue(byte b) {
        return b >= 0x20 && b != 0x7f || b < 0 || b == '\t';
    }

    static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    /** The value of a hexadecimal digit, -1 if it is none. */
    static int hex(int c) {
        if (digit(c)) {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    /** Whether bytes are a text of Latin-1. */
    static boolean equal(byte[] a, int from, int to, String text) {
        if (to - from != text.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((a[i] & 0xff) != text.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }
}
