package io.gemigo.gateway.conformance.clients;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official JavaScript SDKs {@code openai} and {@code @google/genai} on Node.js. */
class JavaScriptClientsIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @TestFactory
    Stream<DynamicNode> openAi() {
        return NodeTests.of("openai", GATEWAY, Map::of);
    }

    @TestFactory
    Stream<DynamicNode> genAi() {
        return NodeTests.of("genai", GATEWAY, Map::of);
    }
}
