package io.gemigo.gateway.core.bytes;

/**
 * Bytes that outlive a call: a request body, or the arrival buffer of a relayed range.
 *
 * <p>Nothing in core or in a codec reads through a ticket; they say <em>pass</em> these ranges, or nothing. Ownership is
 * counted: a ticket is handed over with one count that belongs to the receiver unless the method says "borrowed";
 * {@link Stage#pass} takes a count of its own. Loop-confined.
 */
public interface Ticket {
    /** Number of bytes. */
    int length();

    /** Takes one more count; each needs its own {@link #release}. */
    void retain();

    /** Gives one count back; the bytes are gone with the last one. */
    void release();
}
