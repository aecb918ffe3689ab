package io.gemigo.gateway.core.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which ranges of one source to replace: the whole description of an edit, so that everything else goes on as it came.
 *
 * <p>Edits may be named in any order. A later edit wins over earlier ones that lie wholly inside its range or have the
 * same range; inserts at either end of its range stay. Any other overlap, a later edit inside the range of an earlier one
 * included, is a bug of the caller: it throws and leaves the splice as it was. Reusable after {@link #clear};
 * loop-confined.
 */
public final class Splice {
    private static final byte[] NOTHING = new byte[0];

    private static final int[] NO_RANGES = new int[0];
    private static final byte[][] NO_BYTES = new byte[0][];
    private static final int FEW = 2;

    /** Where each edit begins and ends, in turn. Many splices stay empty, and most of the others have an edit or two. */
    private int[] ranges = NO_RANGES;

    private byte[][] with = NO_BYTES;
    private int count;

    /** No edits yet. */
    public Splice() {}

    private int from(int edit) {
        return ranges[edit * 2];
    }

    private int to(int edit) {
        return ranges[edit * 2 + 1];
    }

    private void put(int edit, int start, int end, byte[] bytes) {
        ranges[edit * 2] = start;
        ranges[edit * 2 + 1] = end;
        with[edit] = bytes;
    }

    /** Forgets all edits. */
    public void clear() {
        Arrays.fill(with, 0, count, NOTHING);
        count = 0;
    }

    /** Whether the source goes on unchanged. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** Number of edits. */
    public int size() {
        return count;
    }

    /** Whether an edit takes the byte at this position away, so that it does not go on as it came. */
    public boolean covers(int position) {
        for (int i = 0; i < count && from(i) <= position; i++) {
            if (to(i) > position) {
                return true;
            }
        }
        return false;
    }

    /** Leaves {@code [start, end)} out. */
    public void remove(int start, int end) {
        replace(start, end, NOTHING);
    }

    /** Puts bytes in front of a position. Several inserts at one position keep their order. */
    public void insert(int at, byte[] bytes) {
        replace(at, at, bytes);
    }

    /**
     * Puts other bytes in the place of {@code [start, end)}, an empty range being an {@link #insert}; the array must not
     * change until the splice is written.
     */
    public void replace(int start, int end, byte[] bytes) {
        if (start > end || start < 0) {
            throw new IllegalArgumentException(start + ".." + end);
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!inside(i, start, end)) {
                if (from(i) < end && to(i) > start) {
                    throw new IllegalStateException("edit " + start + ".." + end + " cuts " + from(i) + ".." + to(i));
                }
                kept++;
            }
        }
        if (kept < count) {
            dropInside(start, end);
        }
        add(start, end, bytes);
    }

    /** Whether an earlier edit gives way to one of this range. Inserts at its ends touch no byte of it. */
    private boolean inside(int i, int start, int end) {
        return from(i) == to(i) ? from(i) > start && to(i) < end : from(i) >= start && to(i) <= end;
    }

    private void dropInside(int start, int end) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!inside(i, start, end)) {
                put(kept++, from(i), to(i), with[i]);
            }
        }
        Arrays.fill(with, kept, count, NOTHING);
        count = kept;
    }

    private void add(int start, int end, byte[] bytes) {
        if (count == with.length) {
            int room = Math.max(FEW, count * 2);
            ranges = Arrays.copyOf(ranges, room * 2);
            with = Arrays.copyOf(with, room);
        }
        int at = count++;
        // Nearly always appended in rising order, so the loop seldom runs.
        while (at > 0 && (from(at - 1) > start || (from(at - 1) == start && to(at - 1) > end))) {
            put(at, from(at - 1), to(at - 1), with[at - 1]);
            at--;
        }
        put(at, start, end, bytes);
    }

    /** Length of {@code [start, end)} of the source after the edits, all of which must lie in that range. */
    public int length(int start, int end) {
        int length = end - start;
        for (int i = 0; i < count; i++) {
            length += with[i].length - (to(i) - from(i));
        }
        return length;
    }

    /**
     * Writes {@code [start, end)} of a source with the edits applied: what stays is passed from the ticket, whose first
     * byte is source position {@code base}; all edits must lie in that range.
     */
    public void writeTo(Stage stage, Ticket ticket, int base, int start, int end) {
        write(stage, ticket, NOTHING, base, start, end);
    }

    /** As {@link #writeTo(Stage, Ticket, int, int, int)}, but copies from an array that holds the source. */
    public void writeTo(Stage stage, byte[] source, int start, int end) {
        write(stage, null, source, 0, start, end);
    }

    private void write(Stage stage, @Nullable Ticket ticket, byte[] source, int base, int start, int end) {
        int at = start;
        for (int i = 0; i <= count; i++) {
            int kept = i < count ? from(i) : end;
            if (kept > at && ticket != null) {
                stage.pass(ticket, at - base, kept - base);
            } else if (kept > at) {
                stage.write(source, at, kept);
            }
            if (i < count) {
                if (with[i].length > 0) {
                    stage.write(with[i]);
                }
                at = to(i);
            }
        }
    }
}
