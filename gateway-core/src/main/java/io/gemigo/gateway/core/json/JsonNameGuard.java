package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.internal.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds member names that come twice in one object, escapes considered: two parsers may take different ones of them.
 *
 * <p>Objects nest: what is added belongs to the object opened last. An object may hold so many names only, since each is
 * compared with all before it. Positions refer to the cursor's array, which must stay as it is. Reusable after
 * {@link #clear}; loop-confined.
 */
public final class JsonNameGuard {
    private static final int NAME = 3;
    /** Not to be guessed: names made to have one hash would all be compared with one another. */
    private static final long FACTOR = new SplittableRandom().nextLong() | 1;

    private final int maxNames;

    /** Three ints a name: hash, begin, and end, the latter by complement if the name holds escapes. */
    private int[] names = new int[14 * NAME];

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
            if (names[i * NAME] == h && same(names[i * NAME + 1], names[i * NAME + 2], cursor)) {
                return false;
            }
        }
        if (count - first == maxNames) {
            throw new JsonException("too many members in one object (limit " + maxNames + ")", cursor.offset());
        }
        int at = count++ * NAME;
        if (at == names.length) {
            names = Arrays.copyOf(names, at * 2);
        }
        names[at] = h;
        names[at + 1] = cursor.from();
        names[at + 2] = cursor.escaped() ? ~cursor.to() : cursor.to();
        return true;
    }

    private static boolean same(int from, int to, JsonCursor cursor) {
        byte[] a = cursor.array();
        if (to >= 0 && !cursor.escaped()) {
            return Arrays.equals(a, from, to, a, cursor.from(), cursor.to());
        }
        String earlier =
                to < 0 ? JsonText.unescape(a, from, ~to) : new String(a, from, to - from, StandardCharsets.UTF_8);
        return earlier.equals(cursor.text());
    }

    private static int hash(String text) {
        byte[] a = text.getBytes(StandardCharsets.UTF_8);
        return hash(a, 0, a.length);
    }

    private static int hash(byte[] a, int from, int to) {
        int length = to - from;
        long h = length;
        int i = from;
        while (i < to) {
            h = mix(h ^ Words.upToEight(a, i, to));
            i += Long.BYTES;
        }
        return (int) (h ^ h >>> Integer.SIZE);
    }

    private static long mix(long word) {
        return Math.multiplyHigh(word, FACTOR) ^ word * FACTOR;
    }
}
