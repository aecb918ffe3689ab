package io.gemigo.gateway.conformance.clients;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** JavaScript clients on Node.js. */
class JavaScriptClientsIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @TestFactory
    Stream<DynamicNode> openAi() {
        return run("openai", "openai (JavaScript)");
    }

    @TestFactory
    Stream<DynamicNode> genAi() {
        return run("genai", "@google/genai 3.x");
    }

    @TestFactory
    Stream<DynamicNode> genAi1() {
        return run("genai1", "@google/genai 1.x");
    }

    @TestFactory
    Stream<DynamicNode> aiSdk() {
        return run("ai", "@ai-sdk/openai", "@ai-sdk/openai-compatible", "@ai-sdk/google");
    }

    @TestFactory
    Stream<DynamicNode> langChain() {
        return run("langchain", "@langchain/openai", "@langchain/google", "@langchain/google-genai");
    }

    private static Stream<DynamicNode> run(String folder, String... clients) {
        return NodeTests.of(folder, List.of(clients), GATEWAY, Map::of);
    }
}
