package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the upstream requires of every request (§4 and §5 of its contract), whoever asked. */
final class UpstreamRules {
    private static final Set<String> ROLES = Set.of("system", "assistant", "user", "tool");
    private static final Set<String> UNKNOWN_THERE = Set.of(
            "max_completion_tokens",
            "frequency_penalty",
            "logit_bias",
            "user",
            "store",
            "metadata",
            "service_tier",
            "prediction",
            "web_search_options",
            "verbosity",
            "functions",
            "function_call",
            "reasoning_effort",
            "safety_identifier",
            "prompt_cache_key",
            "moderation");

    private UpstreamRules() {}

    /** Fails unless the request is one the upstream takes. */
    static void check(Json up, boolean streamed, ModelCard card) {
        require(up.at("model").asString().equals(card.id()), "model is not " + card.id());
        messages(up.at("messages").elements());
        sampling(up, card);
        tools(up);
        form(up);
        thinking(up, streamed, card);
        Json stream = up.find("stream");
        require((stream != null && stream.asBoolean()) == streamed, "stream is " + stream);
        if (streamed) {
            require(up.at("stream_options").at("include_usage").asBoolean(), "usage is not asked for");
        } else {
            require(!up.has("stream_options"), "stream options without a stream");
        }
        for (String name : UNKNOWN_THERE) {
            require(!up.has(name), name + " is not known there");
        }
    }

    private static void messages(List<Json> messages) {
        require(!messages.isEmpty(), "no messages");
        Set<String> open = new HashSet<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            Json message = messages.get(i);
            String role = message.at("role").asString();
            require(ROLES.contains(role), "role " + role);
            require(i == 0 || !role.equals("system"), "system message at place " + i);
            if (role.equals("tool")) {
                require(open.remove(message.at("tool_call_id").asString()), "result of no open call: " + message);
            } else {
                require(open.isEmpty(), "calls without results before message " + i + ": " + open);
            }
            content(message.find("content"), message);
            Json calls = message.find("tool_calls");
            if (calls != null) {
                require(!calls.elements().isEmpty(), "an empty list of calls");
                for (Json call : calls.elements()) {
                    String id = call.at("id").asString();
                    require(open.add(id) && seen.add(id), "id " + id + " is there twice");
                    require(call.at("type").asString().equals("function"), "type of " + call);
                    Json arguments = call.at("function").at("arguments");
                    require(arguments.kind() == Json.Kind.STRING, "arguments of " + call);
                }
            }
        }
        require(open.isEmpty(), "calls without results at the end: " + open);
    }

    private static void content(@Nullable Json content, Json message) {
        require(content != null, "no content: " + message);
        if (content.kind() == Json.Kind.ARRAY) {
            require(!content.elements().isEmpty(), "no parts: " + message);
        } else {
            require(content.kind() == Json.Kind.STRING, "content of " + message);
        }
    }

    private static void range(Json up, String name, double least, double most, boolean mostToo) {
        Json value = up.find(name);
        if (value != null) {
            double number = Double.parseDouble(value.toString());
            require(number >= least && (mostToo ? number <= most : number < most), name + " is " + number);
        }
    }

    private static void sampling(Json up, ModelCard card) {
        range(up, "temperature", 0, 2, false);
        range(up, "top_p", Double.MIN_VALUE, 1, true);
        range(up, "presence_penalty", -2, 2, true);
        range(up, "seed", 0, Integer.MAX_VALUE, true);
        range(up, "top_logprobs", 0, 5, true);
        range(up, "n", 1, up.has("tools") ? 1 : 4, true);
        int most = card.outputTokenLimit();
        range(up, "max_tokens", 1, most > 0 ? most : Double.MAX_VALUE, true);
        require(!up.has("n") || up.at("n").asLong() == 1 || card.can(Capability.SEVERAL_CANDIDATES), "n");
        require(!up.has("logprobs") || card.can(Capability.LOGPROBS), "logprobs");
        require(!up.has("top_logprobs") || up.has("logprobs"), "top_logprobs without logprobs");
        Json stop = up.find("stop");
        if (stop != null && stop.kind() == Json.Kind.ARRAY) {
            require(stop.elements().size() <= 4, "stop");
        }
    }

    private static void tools(Json up) {
        Json tools = up.find("tools");
        Json choice = up.find("tool_choice");
        if (tools == null) {
            require(choice == null, "a choice among no tools: " + choice);
            require(!up.has("parallel_tool_calls"), "parallel calls of no tools");
            return;
        }
        List<String> names = new ArrayList<>();
        for (Json tool : tools.elements()) {
            require(tool.at("type").asString().equals("function"), "tool " + tool);
            String name = tool.at("function").at("name").asString();
            require(name.matches(Talk.FIT), "name " + name);
            require(!names.contains(name), "name " + name + " is there twice");
            names.add(name);
        }
        require(!names.isEmpty(), "an empty list of tools");
        require(up.has("parallel_tool_calls"), "parallel calls are left to chance");
        if (choice != null && choice.kind() == Json.Kind.OBJECT) {
            String named = choice.at("function").at("name").asString();
            require(names.contains(named), "choice of " + named + " that is not declared");
        } else if (choice != null) {
            require(Set.of("auto", "none", "required").contains(choice.asString()), "choice " + choice);
        }
    }

    private static boolean forced(Json up) {
        Json choice = up.find("tool_choice");
        return choice != null
                && (choice.kind() == Json.Kind.OBJECT || choice.asString().equals("required"));
    }

    private static void form(Json up) {
        Json format = up.find("response_format");
        if (format == null) {
            return;
        }
        String type = format.at("type").asString();
        switch (type) {
            case "text" -> {}
            case "json_object" ->
                require(
                        up.at("messages").toString().toLowerCase(Locale.ROOT).contains("json"),
                        "json is not mentioned");
            case "json_schema" ->
                require(!format.at("json_schema").at("name").asString().isEmpty(), "a schema without a name");
            default -> throw new AssertionError("response_format " + type);
        }
    }

    private static void thinking(Json up, boolean streamed, ModelCard card) {
        Json enable = up.find("enable_thinking");
        Json budget = up.find("thinking_budget");
        boolean thinks = enable != null && enable.asBoolean();
        boolean hybrid = card.thinking() == ModelCard.Thinking.OFF_BY_DEFAULT
                || card.thinking() == ModelCard.Thinking.ON_BY_DEFAULT;
        require(enable == null || hybrid || card.thinking() == ModelCard.Thinking.UNKNOWN, "thinking of " + card.id());
        require(enable != null || !hybrid, "whether to think is left to chance");
        require(budget == null || thinks || !hybrid, "a budget without thinking");
        int most = card.thinkingTokenLimit();
        require(budget == null || budget.asLong() > 0 && (most == 0 || budget.asLong() <= most), "budget " + budget);
        if (thinks) {
            require(!forced(up), "thinking and a forced call");
            Json format = up.find("response_format");
            require(format == null || format.at("type").asString().equals("text"), "thinking and JSON");
            require(streamed || card.streaming() != ModelCard.Streaming.REQUIRED_FOR_THINKING, "thinking in one piece");
        }
        if (card.thinking() == ModelCard.Thinking.ALWAYS) {
            require(!forced(up), "a model that always thinks, and a forced call");
        }
    }
}
