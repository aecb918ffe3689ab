package io.gemigo.gateway.provider.demo;

import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import java.util.List;

/** Makes the demo provider; it has no settings. Immutable. */
public final class DemoProviderFactory implements ProviderFactory {
    /** A factory. */
    public DemoProviderFactory() {}

    @Override
    public String id() {
        return DemoProvider.ID;
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public ModelProvider create(ProviderSettings settings, ConfigProblems problems) {
        return new DemoProvider();
    }
}
