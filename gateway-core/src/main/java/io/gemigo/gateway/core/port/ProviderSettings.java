package io.gemigo.gateway.core.port;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of one provider, defaults filled in. Immutable; {@code toString} shows keys only. */
public final class ProviderSettings {
    private final Map<String, String> values;
    private final Map<String, String> origins;

    /**
     * Settings.
     *
     * @param values by key
     * @param origins by key: how the user spells the setting, such as an environment variable's name
     */
    public ProviderSettings(Map<String, String> values, Map<String, String> origins) {
        this.values = Map.copyOf(values);
        this.origins = Map.copyOf(origins);
    }

    /** The value, null if not set and without default. */
    public @Nullable String get(String key) {
        return values.get(key);
    }

    /** How the user spells the setting, for messages. */
    public String origin(String key) {
        return origins.getOrDefault(key, key);
    }

    @Override
    public String toString() {
        return "ProviderSettings" + values.keySet();
    }
}
