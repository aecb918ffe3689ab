package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What DashScope refuses in a chat request although OpenAI or Google would take it. Single-owner. */
final class ChatRules {
    private static final Set<String> ROLES = Set.of("system", "assistant", "user", "tool", "function");
    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final int MAX_OUTPUT_TOKENS = 65_536;

    private final ChatCall call;
    private final ChatModel model;

    private ChatRules(ChatCall call, ChatModel model) {
        this.call = call;
        this.model = model;
    }

    static Optional<Fault> violatedBy(ChatCall call) {
        Optional<ChatModel> model = Catalog.chatModel(call.model());
        if (model.isEmpty()) {
            return Optional.of(Faults.modelNotFound(call.model()));
        }
        ChatRules rules = new ChatRules(call, model.get());
        return rules.turns()
                .or(rules::contents)
                .or(rules::sampling)
                .or(rules::tools)
                .or(rules::format)
                .or(rules::thinking)
                .map(Faults::invalidParameter);
    }

    private Optional<String> turns() {
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

    private Optional<String> contents() {
        for (JsonNode message : call.messages()) {
            JsonNode content = message.path("content");
            if (content.isMissingNode() || content.isNull()) {
                return Optional.of("<400> InternalError.Algo.InvalidParameter: The content field is a required field.");
            }
            for (JsonNode part : content) {
                String type = part.path("type").asText();
                if (!type.equals("text") && !(model.sees() && type.equals("image_url"))) {
                    return Optional.of("<400> InternalError.Algo.InvalidParameter: Unexpected item type in content.");
                }
            }
        }
        return call.pictures().stream()
                .flatMap(picture -> picture.trouble().stream())
                .findFirst();
    }

    private Optional<String> sampling() {
        JsonNode body = call.body();
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

    private Optional<String> tools() {
        JsonNode tools = call.body().path("tools");
        if (tools.isArray() && tools.isEmpty()) {
            return Optional.of("[] is too short - 'tools'");
        }
        for (JsonNode tool : tools) {
            String name = tool.path("function").path("name").asText();
            if (!TOOL_NAME.matcher(name).matches() || name.equals("search")) {
                return Optional.of(
                        "<400> InternalError.Algo.InvalidParameter: Tool names are not allowed to be [" + name + "]");
            }
        }
        return Optional.empty();
    }

    private Optional<String> format() {
        if (call.format().equals("json_schema") && !model.knowsSchemas()) {
            return Optional.of("<400> InternalError.Algo.InvalidParameter: Unknown format of response_format,"
                    + " response_format should be a dict, includes 'type' and an optional key 'json_schema'.");
        }
        if (call.format().equals("json_object")
                && !call.messages().toString().toLowerCase(Locale.ROOT).contains("json")) {
            return Optional.of("'messages' must contain the word 'json' in some form, to use 'response_format' of type"
                    + " 'json_object'.");
        }
        return Optional.empty();
    }

    private Optional<String> thinking() {
        if (!call.thinks()) {
            return Optional.empty();
        }
        if (!call.streams() && model.thinksOnlyStreamed()) {
            return Optional.of("parameter.enable_thinking must be set to false for non-streaming calls");
        }
        if (call.format().startsWith("json")) {
            return Optional.of("<400> InternalError.Algo.InvalidParameter: Json mode response is not supported when"
                    + " enable_thinking is true");
        }
        JsonNode choice = call.body().path("tool_choice");
        if (choice.isObject() || choice.asText().equals("required")) {
            return Optional.of(
                    "<400> InternalError.Algo.InvalidParameter: The tool_choice parameter does not support being"
                            + " set to required or object in thinking mode");
        }
        return Optional.empty();
    }
}
