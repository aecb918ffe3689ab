package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonText;
import java.util.Arrays;
import java.util.List;

/**
 * Looks for the first of some sequences to be complete in one choice's text, however it is cut and escaped. Holds back what
 * may be the beginning of one: less than the longest of them. Loop-confined.
 */
final class StopText {
    private final List<String> stops;
    private final int longest;

    /** Escaped text not let go yet. */
    private final ByteBuilder held = new ByteBuilder(64);
    /** Its UTF-16 units, and where in {@link #held} each begins. */
    private char[] units = new char[64];

    private int[] starts = new int[64];
    private int count;

    StopText(List<String> stops) {
        this.stops = stops;
        longest = stops.stream().mapToInt(String::length).max().orElse(0);
    }

    /**
     * Takes more text; what of all held comes before the result may go on.
     *
     * @return end of that in {@link #array()}; complemented (negative) if a sequence begins there
     */
    int add(byte[] a, int from, int to) {
        int at = held.length();
        held.append(a, from, to);
        while (at < held.length()) {
            int next = at + width(held.array(), at);
            int match = decode(at, next);
            if (match > 0) {
                return ~starts[count - match];
            }
            at = next;
        }
        int keep = begun();
        return keep == 0 ? held.length() : starts[count - keep];
    }

    /** What is held. */
    byte[] array() {
        return held.array();
    }

    /** Bytes held. */
    int length() {
        return held.length();
    }

    /** Forgets the first bytes held, which have gone on. */
    void release(int bytes) {
        int gone = 0;
        while (gone < count && starts[gone] < bytes) {
            gone++;
        }
        count -= gone;
        System.arraycopy(units, gone, units, 0, count);
        for (int i = 0; i < count; i++) {
            starts[i] = starts[i + gone] - bytes;
        }
        byte[] array = held.array();
        int rest = held.length() - bytes;
        System.arraycopy(array, bytes, array, 0, rest);
        held.truncate(rest);
    }

    /** Bytes of the character at a position: an escape, or a sequence of UTF-8. */
    private static int width(byte[] a, int at) {
        byte b = a[at];
        if (b == '\\') {
            return a[at + 1] == 'u' ? 6 : 2;
        }
        return b >= 0 ? 1 : b < (byte) 0xe0 ? 2 : b < (byte) 0xf0 ? 3 : 4;
    }

    /** Adds a character's units; returns the length of the longest sequence that it completes, 0 if it completes none. */
    private int decode(int from, int to) {
        byte[] a = held.array();
        if (to - from == 1) {
            return unit((char) a[from], from);
        }
        String text = JsonText.unescape(a, from, to);
        int match = 0;
        for (int i = 0; i < text.length() && match == 0; i++) {
            match = unit(text.charAt(i), from);
        }
        return match;
    }

    private int unit(char c, int start) {
        if (count == units.length) {
            units = Arrays.copyOf(units, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
        }
        units[count] = c;
        starts[count] = start;
        count++;
        int match = 0;
        for (String stop : stops) {
            if (stop.length() > match && stop.length() <= count && endsWith(stop, stop.length())) {
                match = stop.length();
            }
        }
        return match;
    }

    /** Units at the end that may begin a sequence. */
    private int begun() {
        for (int length = Math.min(longest - 1, count); length > 0; length--) {
            for (String stop : stops) {
                if (stop.length() > length && endsWith(stop, length)) {
                    return length;
                }
            }
        }
        return 0;
    }

    private boolean endsWith(String stop, int length) {
        int at = count - length;
        for (int i = length - 1; i >= 0; i--) {
            if (units[at + i] != stop.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
