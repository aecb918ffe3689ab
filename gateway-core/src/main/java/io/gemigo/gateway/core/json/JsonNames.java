package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.internal.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The member names a reader knows, to be found by a cursor without making a {@code String}. Immutable. */
public final class JsonNames {
    /** The name is none of those known. */
    public static final int UNKNOWN = -1;

    /** Bits of a product that all bits of its factors have had their part in begin here. */
    private static final int MIXED_BITS = 32;

    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    private final byte[][] names;
    /** The first and the last eight bytes of each name: of most names that is all there is to compare. */
    private final long[] ends;
    /** Number of a name plus one, by hash; 0 is empty. Open addressing, at most half full. */
    private final int[] slots;

    private JsonNames(byte[][] names) {
        this.names = names;
        ends = new long[names.length * 2];
        slots = new int[Integer.highestOneBit(Math.max(1, names.length)) * 4];
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i];
            ends[i * 2] = Words.upToEight(name, 0, name.length);
            ends[i * 2 + 1] = last(name, 0, name.length);
            int slot = slot(ends[i * 2], ends[i * 2 + 1], name.length);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i + 1;
        }
    }

    /** These names, all different, numbered from 0 in this order. */
    public static JsonNames of(String... names) {
        byte[][] bytes = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            bytes[i] = names[i].getBytes(StandardCharsets.UTF_8);
        }
        return new JsonNames(bytes);
    }

    /** The number of the name or string the cursor stands on, escapes considered; {@link #UNKNOWN} if it is not known. */
    public int find(JsonCursor cursor) {
        if (cursor.escaped()) {
            byte[] text = cursor.text().getBytes(StandardCharsets.UTF_8);
            return find(text, 0, text.length);
        }
        return find(cursor.array(), cursor.from(), cursor.to());
    }

    private int find(byte[] a, int from, int to) {
        int length = to - from;
        long first = Words.upToEight(a, from, to);
        long last = last(a, from, to);
        for (int slot = slot(first, last, length); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            int i = slots[slot] - 1;
            byte[] name = names[i];
            if (ends[i * 2] == first && ends[i * 2 + 1] == last && name.length == length && rest(name, a, from, to)) {
                return i;
            }
        }
        return UNKNOWN;
    }

    /** Of names whose ends are the same, whether all between them is. */
    private static boolean rest(byte[] name, byte[] a, int from, int to) {
        return name.length <= 2 * Long.BYTES || Arrays.equals(name, 0, name.length, a, from, to);
    }

    /** The last eight bytes; of shorter names nothing, the first say all. */
    private static long last(byte[] a, int from, int to) {
        return to - from > Long.BYTES ? Words.eight(a, to - Long.BYTES) : 0;
    }

    private int slot(long first, long last, int length) {
        long mixed = (first * FACTOR + last + length) * FACTOR;
        return (int) (mixed >>> MIXED_BITS) & slots.length - 1;
    }
}
