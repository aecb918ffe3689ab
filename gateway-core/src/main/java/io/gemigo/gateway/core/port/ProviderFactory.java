package io.gemigo.gateway.core.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a provider from its settings; found by {@link java.util.ServiceLoader}. */
public interface ProviderFactory {
    /** The provider's id, as configuration names it. */
    String id();

    /** Whether it needs no upstream, so that it can serve where nothing is configured. */
    boolean offline();

    /** The settings it takes. */
    List<Setting> settings();

    /**
     * The provider.
     *
     * @param problems takes one entry per mistake
     * @return null if there were any
     */
    @Nullable
    ModelProvider create(ProviderSettings settings, ConfigProblems problems);

    /**
     * One setting. Immutable.
     *
     * @param key name under the provider's section
     * @param variable environment variable that sets it too, null if none
     * @param secret whether its value must never be shown
     * @param description one line for people
     */
    record Setting(
            String key, @Nullable String variable, @Nullable String defaultValue, boolean secret, String description) {}
}
