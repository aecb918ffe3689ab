package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A completion as a stream of chunks that says the same. */
final class Chunks {
    private static final Json NULL = Json.parse("null");

    private Chunks() {}

    /** All that is said in one chunk, then how it ends, then the counts. */
    static String of(Json completion) {
        return data(completion, choices(completion, true)) + data(completion, choices(completion, false))
                + (completion.has("usage") ? usage(completion) : "") + "data: [DONE]\n\n";
    }

    private static String data(Json completion, Json choices) {
        Map<String, Json> chunk = new LinkedHashMap<>(completion.members());
        chunk.computeIfPresent("object", (name, object) -> new Json.StringValue(object.asString() + ".chunk"));
        if (chunk.containsKey("choices")) {
            chunk.put("choices", choices);
        }
        chunk.computeIfPresent("usage", (name, counts) -> NULL);
        return event(chunk);
    }

    private static String usage(Json completion) {
        Map<String, Json> chunk = new LinkedHashMap<>(completion.members());
        chunk.computeIfPresent("object", (name, object) -> new Json.StringValue(object.asString() + ".chunk"));
        chunk.put("choices", new Json.ArrayValue(List.of()));
        return event(chunk);
    }

    private static String event(Map<String, Json> chunk) {
        return "data: " + new Json.ObjectValue(chunk) + "\n\n";
    }

    private static Json choices(Json completion, boolean says) {
        List<Json> choices = new ArrayList<>();
        Json given = completion.find("choices");
        for (Json choice : given == null ? List.<Json>of() : given.elements()) {
            choices.add(says ? said(choice) : ended(choice));
        }
        return new Json.ArrayValue(choices);
    }

    private static Json said(Json choice) {
        Map<String, Json> members = new LinkedHashMap<>(choice.members());
        Json message = members.remove("message");
        if (message != null) {
            members.put("delta", numbered(message));
        }
        members.computeIfPresent("finish_reason", (name, reason) -> NULL);
        return new Json.ObjectValue(members);
    }

    private static Json ended(Json choice) {
        Map<String, Json> members = new LinkedHashMap<>(choice.members());
        members.keySet().retainAll(List.of("index", "finish_reason"));
        members.put("delta", new Json.ObjectValue(Map.of()));
        return new Json.ObjectValue(members);
    }

    /** In chunks tool calls have numbers. */
    private static Json numbered(Json message) {
        Json calls = message.find("tool_calls");
        if (calls == null) {
            return message;
        }
        List<Json> all = new ArrayList<>();
        for (Json call : calls.elements()) {
            Json number = new Json.NumberValue(Integer.toString(all.size()));
            all.add(Overlay.of(new Json.ObjectValue(Map.of("index", number)), call));
        }
        Map<String, Json> members = new LinkedHashMap<>(message.members());
        members.put("tool_calls", new Json.ArrayValue(all));
        return new Json.ObjectValue(members);
    }
}
