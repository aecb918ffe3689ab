package io.gemigo.gateway.testkit.transcript;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One way of handing over an input: where it is cut, how much of it there is, and what lies around each piece in its
 * array. Immutable; it does not hold the input.
 */
public final class Cut {

    private static final byte GARBAGE = (byte) 0xA5;

    private final String name;
    private final int[] offsets;
    private final int padding;
    private final int limit;

    private Cut(String name, int[] offsets, int padding, int limit) {
        this.name = name;
        this.offsets = offsets;
        this.padding = padding;
        this.limit = limit;
    }

    /**
     * Cuts before each of the bytes at the given offsets, which have to rise. Offsets of 0 or beyond the end of the
     * input cut nothing.
     */
    public static Cut at(String name, int... offsets) {
        int[] rising = Arrays.copyOf(offsets, offsets.length);
        for (int i = 1; i < rising.length; i++) {
            if (rising[i] <= rising[i - 1]) {
                throw new IllegalArgumentException("offsets do not rise: " + Arrays.toString(rising));
            }
        }
        return new Cut(name, rising, 0, Integer.MAX_VALUE);
    }

    /** No cut at all. */
    public static Cut whole() {
        return at("whole");
    }

    /** A cut before every byte of an input of that length. */
    public static Cut oneByteAtATime(int length) {
        return at("one byte at a time", IntStream.range(1, Math.max(1, length)).toArray());
    }

    /** The same cuts, with that many bytes of garbage before and after each piece in its array. */
    public Cut padded(int bytes) {
        return new Cut(name + ", padded by " + bytes, offsets, bytes, limit);
    }

    /** The same cuts of an input that ends after that many bytes. */
    public Cut truncatedAt(int length) {
        return new Cut(name + ", truncated at " + length, offsets, padding, length);
    }

    /** What to call it in a test's message. */
    public String name() {
        return name;
    }

    /** The offsets that do cut an input of that length, rising. */
    public int[] offsets(int length) {
        int end = Math.min(length, limit);
        return Arrays.stream(offsets)
                .filter(offset -> offset > 0 && offset < end)
                .toArray();
    }

    /**
     * The pieces of the input, in order, each in a fresh array of its own, so that writing into one spoils nothing
     * else. An input (or what truncation leaves of it) of no bytes has no pieces.
     */
    public List<Piece> pieces(byte[] input) {
        int end = Math.min(input.length, limit);
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int offset : offsets(input.length)) {
            pieces.add(piece(input, from, offset));
            from = offset;
        }
        if (from < end) {
            pieces.add(piece(input, from, end));
        }
        return pieces;
    }

    private Piece piece(byte[] input, int from, int to) {
        byte[] array = new byte[padding + (to - from) + padding];
        Arrays.fill(array, GARBAGE);
        System.arraycopy(input, from, array, padding, to - from);
        return new Piece(array, padding, padding + (to - from));
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
