import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.provider.demo.DemoProviderFactory;

/** A provider that answers by itself, without any upstream. */
module io.gemigo.gateway.provider.demo {
    requires static org.jspecify;
    requires io.gemigo.gateway.core;

    exports io.gemigo.gateway.provider.demo;

    provides ProviderFactory with
            DemoProviderFactory;
}
