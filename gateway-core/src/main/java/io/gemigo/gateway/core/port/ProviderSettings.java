package io.gemigo.gateway.core.port;

import java.util.HashMap;
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

    /** Settings given by their keys, with a factory's defaults filled in. */
    public static ProviderSettings withDefaults(ProviderFactory factory, Map<String, String> given) {
        return withDefaults(factory, given, Map.of());
    }

    /** The same, with the user's spelling of each setting by its key. */
    public static ProviderSettings withDefaults(
            ProviderFactory factory, Map<String, String> given, Map<String, String> origins) {
        Map<String, String> all = new HashMap<>(given);
        for (ProviderFactory.Setting setting : factory.settings()) {
            String fallback = setting.defaultValue();
            if (fallback != null) {
                all.putIfAbsent(setting.key(), fallback);
            }
        }
        return new ProviderSettings(all, origins);
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
