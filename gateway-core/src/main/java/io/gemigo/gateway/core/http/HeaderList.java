package io.gemigo.gateway.core.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields to be sent, in order. Single-owner. */
public final class HeaderList implements HeaderView {
    private final List<String> fields = new ArrayList<>(16);

    /** An empty list. */
    public HeaderList() {}

    /**
     * Appends a field.
     *
     * @throws IllegalArgumentException if the value holds a line break or another control character but a tab, with which
     *     a client could write header fields of its own; whoever copies a value from outside checks it first
     */
    public HeaderList add(String name, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new IllegalArgumentException("control character in header " + name);
            }
        }
        fields.add(name);
        fields.add(value);
        return this;
    }

    /** Puts one field in the place of all of this name. */
    public HeaderList set(String name, String value) {
        for (int i = fields.size() - 2; i >= 0; i -= 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                fields.remove(i + 1);
                fields.remove(i);
            }
        }
        return add(name, value);
    }

    /** Number of fields. */
    public int size() {
        return fields.size() / 2;
    }

    /** Name of the field at an index. */
    public String name(int index) {
        return fields.get(index * 2);
    }

    /** Value of the field at an index. */
    public String value(int index) {
        return fields.get(index * 2 + 1);
    }

    @Override
    public @Nullable String get(String name) {
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                return fields.get(i + 1);
            }
        }
        return null;
    }

    @Override
    public int count(String name) {
        int count = 0;
        for (int i = 0; i < fields.size(); i += 2) {
            if (fields.get(i).equalsIgnoreCase(name)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.size(); i += 2) {
            action.accept(fields.get(i), fields.get(i + 1));
        }
    }
}
