package io.gemigo.gateway.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The member names a reader knows, to be found by a cursor without making a {@code String}. Immutable. */
public final class JsonNames {
    /** The name is none of those known. */
    public static final int UNKNOWN = -1;

    private final byte[][] names;
    /** Number of a name plus one, by hash; 0 is empty. Open addressing, at most half full. */
    private final int[] slots;

    private JsonNames(byte[][] names) {
        this.names = names;
        slots = new int[Integer.highestOneBit(Math.max(1, names.length)) * 4];
        for (int i = 0; i < names.length; i++) {
            int slot = slot(names[i], 0, names[i].length);
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
        for (int slot = slot(a, from, to); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            byte[] name = names[slots[slot] - 1];
            if (Arrays.equals(name, 0, name.length, a, from, to)) {
                return slots[slot] - 1;
            }
        }
        return UNKNOWN;
    }

    private int slot(byte[] a, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + a[i];
        }
        return (hash ^ hash >>> 15) & slots.length - 1;
    }
}
