package io.gemigo.gateway.core.bytes;

import java.util.Arrays;

/**
 * Which ranges of one source to replace: the whole description of an edit, so that everything else goes on as it came.
 *
 * <p>Edits may be named in any order. A later edit wins over earlier ones that lie wholly inside its range or have the
 * same range; edits that overlap in part are a bug of the caller. Reusable after {@link #clear}; loop-confined.
 */
public final class Splice {
    private static final byte[] NOTHING = new byte[0];

    private int[] from = new int[8];
    private int[] to = new int[8];
    private byte[][] with = new byte[8][];
    private int count;

    /** No edits yet. */
    public Splice() {}

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
        for (int i = 0; i < count && from[i] <= position; i++) {
            if (to[i] > position) {
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
        add(at, at, bytes);
    }

    /** Puts other bytes in the place of {@code [start, end)}; the array must not change until the splice is written. */
    public void replace(int start, int end, byte[] bytes) {
        if (start > end || start < 0) {
            throw new IllegalArgumentException(start + ".." + end);
        }
        if (start == end) {
            add(start, end, bytes);
            return;
        }
        int kept = 0;
        for (int i = 0; i < count; i++) {
            boolean inside = from[i] == to[i] ? from[i] > start && to[i] < end : from[i] >= start && to[i] <= end;
            if (!inside && from[i] < end && to[i] > start && from[i] != to[i]) {
                throw new IllegalStateException("edit " + start + ".." + end + " cuts edit " + from[i] + ".." + to[i]);
            }
            if (!inside) {
                from[kept] = from[i];
                to[kept] = to[i];
                with[kept++] = with[i];
            }
        }
        count = kept;
        add(start, end, bytes);
    }

    private void add(int start, int end, byte[] bytes) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            with = Arrays.copyOf(with, count * 2);
        }
        int at = count++;
        // Nearly always appended in rising order, so the loop seldom runs.
        while (at > 0 && (from[at - 1] > start || (from[at - 1] == start && to[at - 1] > end))) {
            from[at] = from[at - 1];
            to[at] = to[at - 1];
            with[at] = with[at - 1];
            at--;
        }
        if (at > 0 && to[at - 1] > start && start == end) {
            throw new IllegalStateException("insert at " + start + " lies in edit " + from[at - 1] + ".." + to[at - 1]);
        }
        from[at] = start;
        to[at] = end;
        with[at] = bytes;
    }

    /** Length of {@code [start, end)} of the source after the edits, all of which must lie in that range. */
    public int length(int start, int end) {
        int length = end - start;
        for (int i = 0; i < count; i++) {
            length += with[i].length - (to[i] - from[i]);
        }
        return length;
    }

    /**
     * Writes {@code [start, end)} of a source with the edits applied: what stays is passed from the ticket, whose first
     * byte is source position {@code base}; all edits must lie in that range.
     */
    public void writeTo(Stage stage, Ticket ticket, int base, int start, int end) {
        int at = start;
        for (int i = 0; i < count; i++) {
            if (from[i] > at) {
                stage.pass(ticket, at - base, from[i] - base);
            }
            if (with[i].length > 0) {
                stage.write(with[i]);
            }
            at = to[i];
        }
        if (at < end) {
            stage.pass(ticket, at - base, end - base);
        }
    }

    /** As {@link #writeTo(Stage, Ticket, int, int, int)}, but copies from an array that holds the source. */
    public void writeTo(Stage stage, byte[] source, int start, int end) {
        int at = start;
        for (int i = 0; i < count; i++) {
            if (from[i] > at) {
                stage.write(source, at, from[i]);
            }
            if (with[i].length > 0) {
                stage.write(with[i]);
            }
            at = to[i];
        }
        if (at < end) {
            stage.write(source, at, end);
        }
    }
}
