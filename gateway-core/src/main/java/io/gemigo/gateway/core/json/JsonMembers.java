package io.gemigo.gateway.core.json;

import io.gemigo.gateway.core.bytes.Splice;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Where the members of one object stand, and which of them are to go: takes exactly the commas with them that keep the
 * document valid, also when neighbours go together.
 *
 * <p>Reusable after {@link #clear}: keeps its room, so that a warm instance allocates nothing. Loop-confined.
 */
public final class JsonMembers {
    private int[] from = new int[8];
    private int[] to = new int[8];
    private boolean[] dropped = new boolean[8];
    private int count;
    private int drops;

    /** No members yet. */
    public JsonMembers() {}

    /** Forgets all members. */
    public void clear() {
        count = 0;
        drops = 0;
    }

    /**
     * A member begins.
     *
     * @param nameFrom position of its name's opening quote
     * @return its number in this object, from 0
     */
    public int begin(int nameFrom) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            dropped = Arrays.copyOf(dropped, count * 2);
        }
        from[count] = nameFrom;
        dropped[count] = false;
        return count++;
    }

    /** The member begun last ends; {@code valueTo} is the position after its value. */
    public void end(int valueTo) {
        to[count - 1] = valueTo;
    }

    /** Marks a member as one to go. */
    public void drop(int number) {
        if (!dropped[number]) {
            dropped[number] = true;
            drops++;
        }
    }

    /** Whether any member is to go. */
    public boolean anyGoes() {
        return drops > 0;
    }

    /** The same members in another document: they stand at what a function makes of their positions, and all of them stay. */
    public void move(IntUnaryOperator place) {
        for (int i = 0; i < count; i++) {
            from[i] = place.applyAsInt(from[i]);
            to[i] = place.applyAsInt(to[i]);
            dropped[i] = false;
        }
        drops = 0;
    }

    /** Whether any member stays. */
    public boolean anyStays() {
        return drops < count;
    }

    /** Names the ranges to remove so that the marked members are gone. Call it once all members have ended. */
    public void removeDropped(Splice splice) {
        if (drops == 0) {
            return;
        }
        int i = 0;
        while (i < count && dropped[i]) {
            i++;
        }
        if (i > 0) {
            splice.remove(from[0], i < count ? from[i] : to[i - 1]);
        }
        for (; i < count; i++) {
            if (dropped[i]) {
                splice.remove(to[i - 1], to[i]);
            }
        }
    }
}
