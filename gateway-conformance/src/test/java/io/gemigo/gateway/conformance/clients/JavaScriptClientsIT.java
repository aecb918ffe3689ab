package io.gemigo.gateway.conformance.clients;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * JavaScript clients on Node.js: {@code openai}, {@code @google/genai} 3.x and 1.x, the AI SDK with its OpenAI,
 * OpenAI-compatible and Google providers, LangChain. LangChain's {@code @langchain/google} takes only a host name for https and
 * so cannot be led here; its older {@code @langchain/google-genai} can.
 */
class JavaScriptClientsIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @TestFactory
    Stream<DynamicNode> openAi() {
        return NodeTests.of("openai", GATEWAY, Map::of);
    }

    @TestFactory
    Stream<DynamicNode> genAi1() {
        return NodeTests.of("genai1", GATEWAY, Map::of);
    }

    @TestFactory
    Stream<DynamicNode> aiSdk() {
        return NodeTests.of("ai", GATEWAY, Map::of);
    }

    @TestFactory
    Stream<DynamicNode> langChain() {
        return NodeTests.of("langchain", GATEWAY, Map::of);
    }

    @TestFactory
    Stream<DynamicNode> genAi() {
        return NodeTests.of("genai", GATEWAY, Map::of);
    }
}
