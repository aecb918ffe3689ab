package io.gemigo.gateway.core.http;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields to be sent, in order. Single-owner. */
public final class HeaderList implements HeaderView {
    private static final int FEW = 8;

    /** Names and values in turn. */
    private String[] fields;

    private int length;

    /** An empty list. */
    public HeaderList() {
        this(FEW);
    }

    /** An empty list with room for so many fields before it grows. */
    public HeaderList(int room) {
        fields = new String[room * 2];
    }

    /**
     * Appends a field. A character of the value that no header field can have, one over U+00FF, becomes a question mark.
     *
     * @throws IllegalArgumentException if the value holds a line break or another control character but a tab, with which
     *     a client could write header fields of its own; whoever copies a value from outside checks it first
     */
    public HeaderList add(String name, String value) {
        boolean wide = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new IllegalArgumentException("control character in header " + name);
            }
            wide |= c > 0xff;
        }
        reserve(2);
        fields[length++] = name;
        fields[length++] = wide ? narrow(value) : value;
        return this;
    }

    private static String narrow(String value) {
        StringBuilder narrow = new StringBuilder(value);
        for (int i = 0; i < narrow.length(); i++) {
            if (narrow.charAt(i) > 0xff) {
                narrow.setCharAt(i, '?');
            }
        }
        return narrow.toString();
    }

    /** Appends all fields of another list. */
    public HeaderList addAll(HeaderList other) {
        reserve(other.length);
        System.arraycopy(other.fields, 0, fields, length, other.length);
        length += other.length;
        return this;
    }

    private void reserve(int more) {
        if (length + more > fields.length) {
            fields = Arrays.copyOf(fields, Math.max(length + more, Math.max(length * 2, FEW)));
        }
    }

    /** Puts one field in the place of all of this name. */
    public HeaderList set(String name, String value) {
        int kept = 0;
        for (int i = 0; i < length; i += 2) {
            if (!fields[i].equalsIgnoreCase(name)) {
                fields[kept++] = fields[i];
                fields[kept++] = fields[i + 1];
            }
        }
        length = kept;
        return add(name, value);
    }

    /** Takes all fields out. */
    public void clear() {
        Arrays.fill(fields, 0, length, null);
        length = 0;
    }

    /** Number of fields. */
    public int size() {
        return length / 2;
    }

    /** Name of the field at an index. */
    public String name(int index) {
        return fields[Objects.checkIndex(index, size()) * 2];
    }

    /** Value of the field at an index. */
    public String value(int index) {
        return fields[Objects.checkIndex(index, size()) * 2 + 1];
    }

    @Override
    public @Nullable String get(String name) {
        for (int i = 0; i < length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    @Override
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < length; i += 2) {
            action.accept(fields[i], fields[i + 1]);
        }
    }
}
