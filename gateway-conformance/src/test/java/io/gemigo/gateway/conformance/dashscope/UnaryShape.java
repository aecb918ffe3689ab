package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The body of an answer that does not stream: no {@code refusal}, {@code content} empty beside tool calls. */
final class UnaryShape {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private UnaryShape() {}

    static ObjectNode of(Answer answer, ModelOutput output, Usage usage) {
        ObjectNode body = JSON.objectNode();
        ObjectNode choice = body.putArray("choices").addObject();
        choice.set("message", message(output));
        choice.put("finish_reason", output.finishReason()).put("index", 0).putNull("logprobs");
        body.put("object", "chat.completion").set("usage", Answer.usage(usage));
        return body.put("created", Answer.CREATED)
                .putNull("system_fingerprint")
                .put("model", answer.model())
                .put("id", answer.id());
    }

    private static ObjectNode message(ModelOutput output) {
        ObjectNode message = JSON.objectNode().put("role", "assistant").put("content", String.join("", output.text()));
        if (!output.reasoning().isEmpty()) {
            message.put("reasoning_content", String.join("", output.reasoning()));
        }
        for (ToolCall call : output.toolCalls()) {
            ObjectNode tool = message.withArray("tool_calls").addObject();
            tool.putObject("function").put("name", call.name()).put("arguments", call.arguments());
            tool.put("id", call.id()).put("type", "function");
        }
        return message;
    }
}
