package io.gemigo.gateway.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A readable range {@code [from, to)} of a byte array; positions are absolute positions in {@link #array()}.
 *
 * <p>Ownership: <em>borrowed until the call it was passed to returns</em>. The owner may overwrite the array and re-aim
 * the window afterwards; whoever needs bytes longer copies them or keeps a {@link Ticket}. Loop-confined.
 */
public final class Window {
    private static final byte[] NOTHING = new byte[0];

    private byte[] array = NOTHING;
    private int from;
    private int to;

    /** An empty window, to be aimed by its owner. */
    public Window() {}

    /** A window over a whole array. */
    public static Window of(byte[] array) {
        return of(array, 0, array.length);
    }

    /** A window over {@code [from, to)} of an array. */
    public static Window of(byte[] array, int from, int to) {
        return new Window().aim(array, from, to);
    }

    /** A window over the UTF-8 bytes of a text. */
    public static Window of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Points this window at another range; for its owner only. */
    public Window aim(byte[] newArray, int newFrom, int newTo) {
        if (newFrom < 0 || newTo < newFrom || newTo > newArray.length) {
            throw new IndexOutOfBoundsException(newFrom + ".." + newTo + " of " + newArray.length);
        }
        array = newArray;
        from = newFrom;
        to = newTo;
        return this;
    }

    /** The array; bytes outside {@code [from, to)} are none of the reader's business. */
    public byte[] array() {
        return array;
    }

    /** First readable position. */
    public int from() {
        return from;
    }

    /** Position after the last readable byte. */
    public int to() {
        return to;
    }

    /** Number of readable bytes. */
    public int length() {
        return to - from;
    }

    /** A copy of the readable bytes, owned by the caller. */
    public byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    /** The readable bytes as text; malformed UTF-8 becomes replacement characters. */
    public String utf8() {
        return new String(array, from, to - from, StandardCharsets.UTF_8);
    }

    /** Sizes only: the bytes may be a prompt. */
    @Override
    public String toString() {
        return "Window[" + length() + " bytes]";
    }
}
