package io.gemigo.gateway.conformance.clients;

import io.gemigo.gateway.conformance.process.Chromium;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The web builds of both JavaScript SDKs in a headless Chromium, on a page of another origin than the gateway. */
class BrowserIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @TestFactory
    Stream<DynamicNode> page() {
        return NodeTests.of(
                "browser",
                List.of(),
                GATEWAY,
                () -> Map.of("CHROMIUM", Chromium.require().toString()));
    }
}
