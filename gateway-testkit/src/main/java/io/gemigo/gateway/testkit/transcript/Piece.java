package io.gemigo.gateway.testkit.transcript;

import java.util.Arrays;

/**
 * A window on an array, as codecs are given it. Single-owner; the array belongs to this piece alone and is handed out as
 * it is, not copied: whoever borrows it is to be caught cheating by {@link #scribble}.
 */
public final class Piece {

    private final byte[] array;
    private final int from;
    private final int to;

    Piece(byte[] array, int from, int to) {
        this.array = array;
        this.from = from;
        this.to = to;
    }

    /** The array itself; what lies outside the window is garbage. */
    public byte[] array() {
        return array;
    }

    /** The first byte of the window. */
    public int from() {
        return from;
    }

    /** The byte after the window. */
    public int to() {
        return to;
    }

    /** How many bytes the window shows. */
    public int length() {
        return to - from;
    }

    /** The window's bytes, in an array of the caller's own. */
    public byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    /** Overwrites the whole array, window included: what was borrowed until return must not be read again. */
    public void scribble() {
        Arrays.fill(array, (byte) '#');
    }
}
