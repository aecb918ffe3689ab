package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Makes providers for tests. Stateless. */
public final class TestProviders {
    /** The value of every secret setting that is not given: no failure and no text may repeat it. */
    public static final String CANARY = "sk-canary-7f3d9a";

    private TestProviders() {}

    /** A provider with the defaults of its factory but for these settings. */
    public static <T extends ModelProvider> T create(
            ProviderFactory factory, Map<String, String> settings, Class<T> type) {
        Map<String, String> values = new HashMap<>();
        for (ProviderFactory.Setting setting : factory.settings()) {
            if (setting.secret()) {
                values.put(setting.key(), CANARY);
            }
        }
        values.putAll(settings);
        ConfigProblems problems = new ConfigProblems();
        ModelProvider created = factory.create(ProviderSettings.withDefaults(factory, values), problems);
        assertThat(problems.lines()).as("mistakes in the settings").isEmpty();
        assertThat(created).isInstanceOf(type);
        return type.cast(Objects.requireNonNull(created));
    }
}
