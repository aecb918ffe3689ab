package io.gemigo.gateway.runtime.http1;

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

    private Octets() {}

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
