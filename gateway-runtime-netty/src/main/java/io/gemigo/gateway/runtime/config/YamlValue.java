package io.gemigo.gateway.runtime.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands at a key: one text, or a list of them. Immutable; {@code toString} does not show it, since it may be a secret.
 *
 * @param text null for a list
 * @param items the list, or the text alone
 */
record YamlValue(@Nullable String text, List<String> items) {
    static YamlValue of(String text) {
        return new YamlValue(text, List.of(text));
    }

    static YamlValue of(List<String> items) {
        return new YamlValue(null, List.copyOf(items));
    }

    @Override
    public String toString() {
        return "YamlValue[" + items.size() + "]";
    }
}
