package io.gemigo.gateway.core.bytes;

/**
 * Where codecs put output. What is staged during one entry into core goes out as one write and one flush when that entry
 * returns; core never flushes. Valid only inside a call from the loop that owns it. Loop-confined.
 */
public interface Stage {
    /** Appends a copy of {@code array[from, to)}; the array is free again when this returns. */
    void write(byte[] array, int from, int to);

    /** Appends a copy of a whole array. */
    default void write(byte[] array) {
        write(array, 0, array.length);
    }

    /**
     * Appends {@code [from, to)} of a ticket, counted from the ticket's first byte, without copying where that pays. The
     * stage takes its own count and releases it when the bytes are written; the caller keeps the one it has.
     */
    void pass(Ticket ticket, int from, int to);
}
