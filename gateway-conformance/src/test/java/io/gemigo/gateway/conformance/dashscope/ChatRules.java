package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What DashScope refuses in a chat request although OpenAI or Google would take it. */
final class ChatRules {
    private static final Set<String> ROLES = Set.of("system", "assistant", "user", "tool", "function");
    private static final int MAX_OUTPUT_TOKENS = 65_536;

    private ChatRules() {}

    static Optional<Fault> violatedBy(ChatCall call) {
        if (!Catalog.CHAT_MODELS.contains(call.model())) {
            return Optional.of(Faults.modelNotFound(call.model()));
        }
        return messages(call)
                .or(() -> sampling(call.body()))
                .or(() -> features(call))
                .map(Faults::invalidParameter);
    }

    private static Optional<String> messages(ChatCall call) {
        if (call.messages().isEmpty()) {
            return Optional.of("[] is too short - 'messages'");
        }
        Set<String> openCalls = new HashSet<>();
        for (JsonNode message : call.messages()) {
            String role = message.path("role").asText();
            if (!ROLES.contains(role)) {
                return Optional.of(role + " is not one of ['system', 'assistant', 'user', 'tool', 'function']");
            }
            message.path("tool_calls")
                    .forEach(tool -> openCalls.add(tool.path("id").asText()));
            if (role.equals("tool")
                    && !openCalls.remove(message.path("tool_call_id").asText())) {
                return Optional.of("messages with role \"tool\" must be a response to a preceeding message with"
                        + " \"tool_calls\".");
            }
        }
        return openCalls.isEmpty()
                ? Optional.empty()
                : Optional.of("An assistant message with \"tool_calls\" must be"
                        + " followed by tool messages responding to each \"tool_call_id\".");
    }

    private static Optional<String> sampling(JsonNode body) {
        if (body.path("temperature").asDouble(1) >= 2) {
            return Optional.of("'temperature' must be Float and in [0.0, 2.0)");
        }
        if (body.path("top_p").asDouble(1) <= 0) {
            return Optional.of("Range of top_p should be (0.0, 1.0]");
        }
        int maxTokens = body.path("max_tokens").asInt(1);
        if (maxTokens < 1 || maxTokens > MAX_OUTPUT_TOKENS) {
            return Optional.of("Range of max_tokens should be [1, " + MAX_OUTPUT_TOKENS + "]");
        }
        return Optional.empty();
    }

    private static Optional<String> features(ChatCall call) {
        JsonNode body = call.body();
        if (body.has("tools") && body.path("tools").isEmpty()) {
            return Optional.of("[] is too short - 'tools'");
        }
        boolean wantsJson = body.path("response_format").path("type").asText().equals("json_object");
        if (wantsJson && !call.messages().toString().toLowerCase(Locale.ROOT).contains("json")) {
            return Optional.of("'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                    + " 'json_object'.");
        }
        return Optional.empty();
    }
}
