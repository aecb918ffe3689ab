package io.gemigo.gateway.protocol.genai.internal.reply;

/**
 * Half of an escaped surrogate pair that ended a delta of a candidate's text, or of its thoughts. Every chunk is read on its
 * own here, and some clients cannot join two halves, so the first one waits for the delta that completes it, whatever
 * comes between. Loop-confined.
 */
final class HalfPair {
    private static final int ESCAPE_BYTES = 6;
    private static final byte[] NONE = {};

    private byte[] escape = NONE;
    private boolean kept;

    /** How many bytes at the end of a delta are to wait: those of one escape, or none. */
    static int waiting(byte[] a, int from, int to) {
        int at = to - ESCAPE_BYTES;
        if (at < from || a[at] != '\\' || a[at + 1] != 'u' || (a[at + 2] | 0x20) != 'd' || !high(a[at + 3])) {
            return 0;
        }
        int backslashes = 0;
        while (at - backslashes > from && a[at - backslashes - 1] == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 0 ? ESCAPE_BYTES : 0;
    }

    private static boolean high(byte digit) {
        return digit == '8' || digit == '9' || (digit | 0x20) == 'a' || (digit | 0x20) == 'b';
    }

    /** Keeps the escape that ends at {@code to}. */
    void keep(byte[] a, int to) {
        if (escape.length == 0) {
            escape = new byte[ESCAPE_BYTES];
        }
        System.arraycopy(a, to - ESCAPE_BYTES, escape, 0, ESCAPE_BYTES);
        kept = true;
    }

    /** Whether there is one. */
    boolean kept() {
        return kept;
    }

    /** Gives the escape up; the array is good until the next {@link #keep}. */
    byte[] take() {
        kept = false;
        return escape;
    }
}
