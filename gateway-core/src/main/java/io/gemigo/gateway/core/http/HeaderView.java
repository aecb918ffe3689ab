package io.gemigo.gateway.core.http;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Header fields as received; names are matched ignoring case. Borrowed for the life of its exchange. Loop-confined. */
public interface HeaderView {
    /** No fields. */
    HeaderView EMPTY = new HeaderView() {
        @Override
        public @Nullable String get(String name) {
            return null;
        }

        @Override
        public int count(String name) {
            return 0;
        }

        @Override
        public void forEach(BiConsumer<String, String> action) {}
    };

    /** The first value under a name, null if there is none. */
    @Nullable
    String get(String name);

    /** How many fields have this name. */
    int count(String name);

    /** Calls the action with every field, in order. */
    void forEach(BiConsumer<String, String> action);

    /** Whether there is a field of this name. */
    default boolean has(String name) {
        return get(name) != null;
    }
}
