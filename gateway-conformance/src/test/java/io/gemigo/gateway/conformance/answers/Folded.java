package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The events of a stream as a client has them in the end: one document. */
final class Folded {
    /** What comes in pieces; of all else the last word counts. */
    private static final Set<String> TEXTS =
            Set.of("content", "reasoning_content", "refusal", "arguments", "data", "transcript");

    private static final Json NULL = Json.parse("null");
    private static final Json EMPTY = Json.parse("\"\"");

    private Folded() {}

    static Json of(List<Json> events) {
        Json all = new Json.ObjectValue(Map.of());
        for (Json event : events) {
            all = add(all, event, "");
        }
        return all;
    }

    private static Json add(Json before, Json more, String name) {
        if (more.equals(NULL)) {
            return before;
        }
        if (before instanceof Json.ObjectValue && more instanceof Json.ObjectValue) {
            Map<String, Json> members = new LinkedHashMap<>(before.members());
            more.members().forEach((key, value) -> {
                String member = key.equals("delta") ? "message" : key;
                members.put(member, add(members.getOrDefault(member, start(value)), value, member));
            });
            return new Json.ObjectValue(members);
        }
        if (before instanceof Json.ArrayValue some && more instanceof Json.ArrayValue others) {
            List<Json> items = new ArrayList<>(some.items());
            others.items().forEach(item -> add(items, item));
            return new Json.ArrayValue(items);
        }
        if (before instanceof Json.StringValue some && more instanceof Json.StringValue rest && TEXTS.contains(name)) {
            return new Json.StringValue(some.value() + rest.value());
        }
        return more;
    }

    private static Json start(Json value) {
        return switch (value.kind()) {
            case OBJECT -> new Json.ObjectValue(Map.of());
            case ARRAY -> new Json.ArrayValue(List.of());
            case STRING, NUMBER, BOOLEAN, NULL -> NULL;
        };
    }

    private static void add(List<Json> items, Json item) {
        Json number = item.find("index");
        for (int i = 0; number != null && i < items.size(); i++) {
            if (number.equals(items.get(i).find("index"))) {
                items.set(i, add(items.get(i), item, ""));
                return;
            }
        }
        items.add(add(start(item), item, ""));
    }

    /** A GenAI answer with every text in one part: parts that are there for form's sake only are no part of it. */
    static Json parts(Json answer) {
        if (answer instanceof Json.ObjectValue object) {
            Map<String, Json> members = new LinkedHashMap<>();
            object.members()
                    .forEach((name, value) -> members.put(name, name.equals("parts") ? joined(value) : parts(value)));
            return new Json.ObjectValue(members);
        }
        return answer instanceof Json.ArrayValue array
                ? new Json.ArrayValue(array.items().stream().map(Folded::parts).toList())
                : answer;
    }

    private static Json joined(Json parts) {
        List<Json> joined = new ArrayList<>();
        for (Json part : parts.elements()) {
            Json last = joined.isEmpty() ? EMPTY : joined.get(joined.size() - 1);
            if (part.has("text") && last.has("text") && part.has("thought") == last.has("thought")) {
                Map<String, Json> both = new LinkedHashMap<>(part.members());
                both.put(
                        "text",
                        new Json.StringValue(
                                last.at("text").asString() + part.at("text").asString()));
                joined.set(joined.size() - 1, new Json.ObjectValue(both));
            } else if (!Objects.equals(part.find("text"), EMPTY)
                    || parts.elements().size() == 1) {
                joined.add(part);
            }
        }
        return new Json.ArrayValue(joined);
    }
}
