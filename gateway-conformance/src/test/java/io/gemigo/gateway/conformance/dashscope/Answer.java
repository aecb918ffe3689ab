package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.UUID;

/**
 * What all parts of one answer share: its ids, its headers, the shape of its usage.
 *
 * @param requestId the service's own id, which names the answer everywhere
 * @param model the model that answers, as the call named it
 */
record Answer(String requestId, String model) {
    static final long CREATED = 1_763_800_000L;

    static Answer to(ChatCall call) {
        return new Answer(UUID.randomUUID().toString(), call.model());
    }

    String id() {
        return "chatcmpl-" + requestId;
    }

    Map<String, String> headers(String contentType) {
        return Map.of(
                "content-type", contentType,
                "x-request-id", requestId,
                "x-dashscope-call-gateway", "true",
                "server", "istio-envoy",
                "req-cost-time", "873",
                "x-envoy-upstream-service-time", "870",
                "vary", "Origin,Access-Control-Request-Method,Access-Control-Request-Headers, Accept-Encoding");
    }

    static ObjectNode usage(Usage usage) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", usage.prompt())
                .put("completion_tokens", usage.completion())
                .put("total_tokens", usage.total());
        ObjectNode prompt = node.putObject("prompt_tokens_details").put("cached_tokens", 0);
        if (usage.images() > 0) {
            prompt.put("text_tokens", usage.prompt() - usage.images()).put("image_tokens", usage.images());
        }
        if (usage.reasoning() > 0) {
            node.putObject("completion_tokens_details")
                    .put("reasoning_tokens", usage.reasoning())
                    .put("text_tokens", usage.completion() - usage.reasoning());
        }
        return node;
    }
}
