package io.gemigo.gateway.provider.demo;

import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.testkit.provider.InProcessProviderTck;

class DemoProviderTckTest extends InProcessProviderTck {
    @Override
    protected ProviderFactory factory() {
        return new DemoProviderFactory();
    }
}
