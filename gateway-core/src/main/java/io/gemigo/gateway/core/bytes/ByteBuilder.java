package io.gemigo.gateway.core.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** A growing byte array, also a {@link Stage} that copies what is passed from a {@link HeapTicket}. Loop-confined. */
public final class ByteBuilder implements Stage {
    private static final byte[] NOTHING = new byte[0];

    private byte[] array;
    private int length;

    /** A builder with room for so many bytes before it grows. */
    public ByteBuilder(int capacity) {
        array = capacity == 0 ? NOTHING : new byte[capacity];
    }

    /** The array behind it: readable up to {@link #length()}, replaced when the builder grows. */
    public byte[] array() {
        return array;
    }

    /** Number of bytes written. */
    public int length() {
        return length;
    }

    /** Forgets the bytes and keeps the room, unless it has grown over {@code keep} bytes. */
    public void clear(int keep) {
        length = 0;
        if (array.length > keep) {
            array = new byte[keep];
        }
    }

    /** Forgets the bytes and keeps the room. */
    public void clear() {
        length = 0;
    }

    /** Cuts the content to a smaller length. */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IndexOutOfBoundsException(newLength + " of " + length);
        }
        length = newLength;
    }

    /** Makes room for {@code more} bytes and returns the array to write them to, from {@link #length()} on. */
    public byte[] reserve(int more) {
        int need = Math.addExact(length, more);
        if (need > array.length) {
            array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(need, array.length * 2L)));
        }
        return array;
    }

    /** Counts bytes in that were written straight to the array got from {@link #reserve}. */
    public void advance(int count) {
        length += count;
    }

    /** Appends one byte. */
    public ByteBuilder append(byte b) {
        reserve(1)[length++] = b;
        return this;
    }

    /** Appends one ASCII character. */
    public ByteBuilder append(char ascii) {
        return append((byte) ascii);
    }

    /** Appends a range. */
    public ByteBuilder append(byte[] a, int from, int to) {
        int n = to - from;
        System.arraycopy(a, from, reserve(n), length, n);
        length += n;
        return this;
    }

    /** Appends a whole array. */
    public ByteBuilder append(byte[] a) {
        return append(a, 0, a.length);
    }

    /** Appends a text in UTF-8. */
    public ByteBuilder append(String text) {
        int count = text.length();
        byte[] a = reserve(count);
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return append(text.getBytes(StandardCharsets.UTF_8));
            }
            a[length + i] = (byte) c;
        }
        length += count;
        return this;
    }

    /** Appends a text of which it is known that no character is over U+00FF, in ISO 8859-1. */
    // Of characters over U+00FF this would take the lower half, and a line break could be one.
    @SuppressWarnings("deprecation")
    public ByteBuilder appendLatin1(String narrow) {
        int count = narrow.length();
        narrow.getBytes(0, count, reserve(count), length);
        length += count;
        return this;
    }

    /** Appends a number in decimal. */
    public ByteBuilder append(long number) {
        if (number < 0) {
            return append(Long.toString(number));
        }
        int digits = 1;
        for (long rest = number; rest >= 10; rest /= 10) {
            digits++;
        }
        byte[] a = reserve(digits);
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            a[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
        return this;
    }

    @Override
    public void write(byte[] a, int from, int to) {
        append(a, from, to);
    }

    @Override
    public void pass(Ticket ticket, int from, int to) {
        if (!(ticket instanceof HeapTicket heap)) {
            throw new IllegalArgumentException("only heap tickets can be copied: " + ticket.getClass());
        }
        Objects.checkFromToIndex(from, to, heap.length());
        append(heap.array(), heap.from() + from, heap.from() + to);
    }

    /** A copy of the content. */
    public byte[] toBytes() {
        return Arrays.copyOf(array, length);
    }

    /** The content as text. */
    public String utf8() {
        return new String(array, 0, length, StandardCharsets.UTF_8);
    }

    /** Sizes only: the bytes may be an answer. */
    @Override
    public String toString() {
        return "ByteBuilder[" + length + " bytes]";
    }
}
