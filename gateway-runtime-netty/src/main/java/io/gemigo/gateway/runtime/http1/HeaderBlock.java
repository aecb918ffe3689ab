package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.http.HeaderView;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one head, as ranges of its bytes; text is made only of what somebody asks for. Valid until its
 * {@link HeadReader} starts the next head. Loop-confined.
 */
public final class HeaderBlock implements HeaderView {
    private static final int INTS_PER_FIELD = 4;
    /** Of so many fields, values up to this length are remembered: a connection's heads hardly differ from one another. */
    private static final int REMEMBERED_FIELDS = 12;

    private static final int REMEMBERED_CHARS = 128;

    private byte[] bytes = new byte[0];
    private int[] ranges = new int[8 * INTS_PER_FIELD];
    private int size;
    /** The lengths of the names, a bit for each: most names asked for are of none of them. */
    private long lengths;

    private @Nullable String host;
    /** By place in the head: the text of the value that somebody has asked for last. */
    private final @Nullable String[] remembered = new @Nullable String[REMEMBERED_FIELDS];

    HeaderBlock() {}

    void clear() {
        size = 0;
        lengths = 0;
        host = null;
    }

    void aim(byte[] array) {
        bytes = array;
    }

    void add(int nameFrom, int nameTo, int valueFrom, int valueTo) {
        lengths |= 1L << nameTo - nameFrom;
        int at = size++ * INTS_PER_FIELD;
        if (at == ranges.length) {
            ranges = Arrays.copyOf(ranges, at * 2);
        }
        ranges[at] = nameFrom;
        ranges[at + 1] = nameTo;
        ranges[at + 2] = valueFrom;
        ranges[at + 3] = valueTo;
    }

    /** The authority of an absolute-form target, which stands in for the Host field (RFC 9112 §3.2.2). */
    void host(String authority) {
        host = authority;
    }

    /** Number of fields. */
    public int size() {
        return size;
    }

    /** The first field of this name from a place on, -1 if there is none. */
    private int find(String name, int from) {
        // Lengths that differ by 64 share a bit.
        if ((lengths >>> name.length() & 1) != 0) {
            for (int i = from; i < size; i++) {
                if (named(i, name)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private boolean named(int field, String name) {
        int from = ranges[field * INTS_PER_FIELD];
        int length = ranges[field * INTS_PER_FIELD + 1] - from;
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int a = bytes[from + i];
            int b = name.charAt(i);
            if (a != b && (lower(a) != lower(b))) {
                return false;
            }
        }
        return true;
    }

    private static int lower(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    private String value(int field) {
        int from = ranges[field * INTS_PER_FIELD + 2];
        int to = ranges[field * INTS_PER_FIELD + 3];
        if (field >= REMEMBERED_FIELDS || to - from > REMEMBERED_CHARS) {
            return text(from, to);
        }
        String known = remembered[field];
        if (known == null || !Octets.equal(bytes, from, to, known)) {
            known = text(from, to);
            remembered[field] = known;
        }
        return known;
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    @Override
    public @Nullable String get(String name) {
        if (host != null && name.equalsIgnoreCase("host")) {
            return host;
        }
        int field = find(name, 0);
        return field < 0 ? null : value(field);
    }

    @Override
    public long number(String name) {
        int field = find(name, 0);
        int from = field < 0 ? 0 : ranges[field * INTS_PER_FIELD + 2];
        int to = field < 0 ? 0 : ranges[field * INTS_PER_FIELD + 3];
        long number = from == to ? NO_NUMBER : 0;
        for (int i = from; i < to && number != NO_NUMBER; i++) {
            number = HeaderView.withDigit(number, bytes[i]);
        }
        return number;
    }

    @Override
    public boolean has(String name) {
        return find(name, 0) >= 0;
    }

    @Override
    public int count(String name) {
        int count = 0;
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            count++;
        }
        return count;
    }

    /** Whether a comma-separated list under a name, in however many fields, holds this word, ignoring case. */
    public boolean lists(String name, String word) {
        for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
            for (String item : value(i).split(",", -1)) {
                if (item.strip().equalsIgnoreCase(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < size; i++) {
            int at = i * INTS_PER_FIELD;
            action.accept(text(ranges[at], ranges[at + 1]), value(i));
        }
    }

    /** Sizes only: values may be credentials. */
    @Override
    public String toString() {
        return "HeaderBlock[" + size + " fields]";
    }
}
