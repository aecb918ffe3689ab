package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.bytes.Ticket;
import java.util.Arrays;

/**
 * A ticket over an array that counts for real: the bytes are overwritten with the last release, and using it after that
 * fails. Starts with one count, which belongs to whoever makes it. Single-owner.
 */
public final class ArrayTicket implements Ticket {
    private final byte[] array;
    private int count = 1;

    /** A ticket over a copy of these bytes. */
    public ArrayTicket(byte[] bytes) {
        array = bytes.clone();
    }

    /** Counts held at the moment; 0 when it is gone. */
    public int count() {
        return count;
    }

    /** A copy of {@code [from, to)}. */
    public byte[] copy(int from, int to) {
        alive();
        return Arrays.copyOfRange(array, from, to);
    }

    @Override
    public int length() {
        alive();
        return array.length;
    }

    @Override
    public void retain() {
        alive();
        count++;
    }

    @Override
    public void release() {
        alive();
        count--;
        if (count == 0) {
            Arrays.fill(array, (byte) '#');
        }
    }

    private void alive() {
        if (count <= 0) {
            throw new IllegalStateException("a ticket is used after its last release");
        }
    }

    /** The count, for messages. */
    @Override
    public String toString() {
        return "ArrayTicket[" + array.length + " bytes, count " + count + "]";
    }
}
