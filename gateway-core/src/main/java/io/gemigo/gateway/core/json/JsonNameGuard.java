package io.gemigo.gateway.core.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds member names that come twice in one object, escapes considered: two parsers may take different ones of them.
 *
 * <p>Objects nest: what is added belongs to the object opened last. An object may hold so many names only, since each is
 * compared with all before it. Positions refer to the cursor's array, which must stay as it is. Reusable after
 * {@link #clear}; loop-confined.
 */
public final class JsonNameGuard {
    private final int maxNames;

    private int[] hash = new int[24];
    private int[] from = new int[24];
    /** End of the name, made negative by complement if the name holds escapes. */
    private int[] to = new int[24];

    private int count;
    private int first;

    /** A guard for objects of at most so many members. */
    public JsonNameGuard(int maxNames) {
        this.maxNames = maxNames;
    }

    /** Forgets all. */
    public void clear() {
        count = 0;
        first = 0;
    }

    /** An object begins; what this returns goes to {@link #close} where it ends. */
    public int open() {
        int outer = first;
        first = count;
        return outer;
    }

    /** The object opened last has ended. */
    public void close(int outer) {
        count = first;
        first = outer;
    }

    /**
     * Adds the name the cursor stands on.
     *
     * @return false if the object has this name already
     * @throws JsonException if the object has too many names
     */
    public boolean add(JsonCursor cursor) {
        int h = cursor.escaped() ? hash(cursor.text()) : hash(cursor.array(), cursor.from(), cursor.to());
        for (int i = first; i < count; i++) {
            if (hash[i] == h && same(i, cursor)) {
                return false;
            }
        }
        if (count - first == maxNames) {
            throw new JsonException("too many members in one object (limit " + maxNames + ")", cursor.offset());
        }
        if (count == hash.length) {
            hash = Arrays.copyOf(hash, count * 2);
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
        }
        hash[count] = h;
        from[count] = cursor.from();
        to[count++] = cursor.escaped() ? ~cursor.to() : cursor.to();
        return true;
    }

    private boolean same(int i, JsonCursor cursor) {
        byte[] a = cursor.array();
        if (to[i] >= 0 && !cursor.escaped()) {
            return Arrays.equals(a, from[i], to[i], a, cursor.from(), cursor.to());
        }
        String earlier = to[i] < 0
                ? JsonText.unescape(a, from[i], ~to[i])
                : new String(a, from[i], to[i] - from[i], StandardCharsets.UTF_8);
        return earlier.equals(cursor.text());
    }

    private static int hash(String text) {
        byte[] a = text.getBytes(StandardCharsets.UTF_8);
        return hash(a, 0, a.length);
    }

    private static int hash(byte[] a, int from, int to) {
        int h = to - from;
        for (int i = from; i < to; i++) {
            h = h * 31 + a[i];
        }
        return h;
    }
}
