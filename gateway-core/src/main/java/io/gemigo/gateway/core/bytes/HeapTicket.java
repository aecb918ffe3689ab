package io.gemigo.gateway.core.bytes;

import java.util.Objects;

/**
 * A ticket over an array that the garbage collector owns: counting is a formality, releasing twice is still a bug of the
 * caller and shows in tests that use a counting ticket. Immutable as long as nobody writes to the array.
 */
public final class HeapTicket implements Ticket {
    private final byte[] array;
    private final int from;
    private final int to;

    /** A ticket for {@code [from, to)}; the array must not change any more. */
    public HeapTicket(byte[] array, int from, int to) {
        Objects.checkFromToIndex(from, to, array.length);
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** A ticket for a whole array, which must not change any more. */
    public static HeapTicket of(byte[] array) {
        return new HeapTicket(array, 0, array.length);
    }

    /** The array behind it, for stages that write straight from it. */
    public byte[] array() {
        return array;
    }

    /** Position of the first byte in {@link #array()}. */
    public int from() {
        return from;
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public void retain() {}

    @Override
    public void release() {}
}
