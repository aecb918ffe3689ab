package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The model behind the fake: says the same thing to the same request, and minds the fields that would change what a
 * real model says ({@code max_tokens}, {@code stop}, declared tools and their schemas).
 */
final class Model {
    /** The answer to a prompt that asks for nothing special. */
    static final String DEFAULT_TEXT =
            "Tides rise and fall because the Moon and Sun pull on the oceans while the Earth turns.";

    /** What it thinks first. */
    static final String THOUGHTS = "The user wants one sentence on tides.";

    private static final Pattern TOKEN = Pattern.compile("\\s*[\\x21-\\x7e]+|\\s*\\P{ASCII}|\\s+");

    private Model() {}

    static ModelOutput answer(ChatCall call, Script script) {
        List<String> reasoning = script.has("think") || call.thinks() ? tokens(THOUGHTS) : List.of();
        List<String> results = call.toolResults();
        if (!results.isEmpty() && call.toolRounds() >= script.number("rounds", 1)) {
            return talk(call, reasoning, "The tools answered: " + String.join("; ", results));
        }
        List<ToolCall> calls = toolCalls(call, script);
        if (!calls.isEmpty()) {
            return new ModelOutput(reasoning, List.of(), calls, "tool_calls");
        }
        return talk(call, reasoning, script.argument("say").orElseGet(() -> inForm(call)));
    }

    /** What it says when nothing else is said: JSON that fits the schema asked for, what it sees, or a sentence. */
    private static String inForm(ChatCall call) {
        List<Picture> pictures = call.pictures();
        String text = pictures.isEmpty() ? DEFAULT_TEXT : "I see " + pictures.get(pictures.size() - 1) + ".";
        return switch (call.format()) {
            case "json_schema" ->
                Fitting.text(
                        call.body().path("response_format").path("json_schema").path("schema"));
            case "json_object" ->
                JsonNodeFactory.instance.objectNode().put("answer", text).toString();
            default -> text;
        };
    }

    private static ModelOutput talk(ChatCall call, List<String> reasoning, String text) {
        List<String> tokens = tokens(beforeStop(call, text));
        int limit = call.body().path("max_tokens").asInt(Integer.MAX_VALUE);
        return tokens.size() > limit
                ? new ModelOutput(reasoning, tokens.subList(0, limit), List.of(), "length")
                : new ModelOutput(reasoning, tokens, List.of(), "stop");
    }

    private static String beforeStop(ChatCall call, String text) {
        JsonNode stop = call.body().path("stop");
        List<String> words = new ArrayList<>();
        if (stop.isTextual()) {
            words.add(stop.asText());
        }
        stop.forEach(word -> words.add(word.asText()));
        String shown = text;
        for (String word : words) {
            int at = shown.indexOf(word);
            shown = at < 0 ? shown : shown.substring(0, at);
        }
        return shown;
    }

    /** Calls as many of the declared tools as the marker says, one when it gives no number or parallel calls are not allowed. */
    private static List<ToolCall> toolCalls(ChatCall call, Script script) {
        List<ToolCall> calls = new ArrayList<>();
        if (!script.has("tool")) {
            return calls;
        }
        int wanted = script.argument("tool")
                .filter(count -> !count.isEmpty()
                        && call.body().path("parallel_tool_calls").asBoolean(false))
                .map(Integer::parseInt)
                .orElse(1);
        for (JsonNode tool : call.body().path("tools")) {
            if (calls.size() < wanted) {
                JsonNode function = tool.path("function");
                String id =
                        "call_" + UUID.randomUUID().toString().replace("-", "").substring(0, 24);
                String arguments = Fitting.text(function.path("parameters"));
                calls.add(new ToolCall(id, function.path("name").asText(), arguments));
            }
        }
        return calls;
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }
}
