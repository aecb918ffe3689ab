package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a conversation as OpenAI's clients do: system messages anywhere and by either name, content in one piece or in
 * parts, calls beside a content that is empty, null or absent. For one case.
 */
final class OpenAiTalk {
    private final Dice dice;
    private final Words words;
    private final List<Node> messages = new ArrayList<>();
    private final List<String> vendors = new ArrayList<>();
    private int calls;

    OpenAiTalk(Dice dice, Words words) {
        this.dice = dice;
        this.words = words;
    }

    /** Marks of members that OpenAI does not know. */
    List<String> vendors() {
        return vendors;
    }

    private Node.Message vendor(Node.Message message) {
        if (dice.chance(3)) {
            String mark = words.mark();
            vendors.add(mark);
            message.put(mark, Values.object("text", mark, "type", "text"));
        }
        return message;
    }

    /** The messages. */
    Node messages(Talk talk) {
        talk.turns().forEach(this::turn);
        int place = 0;
        for (String text : talk.system()) {
            Node.Message message = new Node.Message().put("role", dice.pick("system", "system", "developer"));
            content(message, List.of(Talk.Said.words(text)));
            // Results must follow their calls, whoever speaks in between.
            place = dice.chance(20) && calls == 0 ? dice.between(place, messages.size()) : place;
            messages.add(place++, message);
        }
        return new Node.Repeated(messages);
    }

    private void turn(Talk.Turn turn) {
        if (turn instanceof Talk.Assistant assistant) {
            assistant(assistant);
            return;
        }
        Node.Message message = new Node.Message().put("role", "user");
        content(message, ((Talk.User) turn).said());
        if (dice.chance(5)) {
            message.put("name", words.mark());
        }
        messages.add(vendor(message));
    }

    private void content(Node.Message message, List<Talk.Said> said) {
        if (said.size() == 1 && !said.get(0).picture() && dice.chance(70)) {
            message.put("content", String.valueOf(said.get(0).text()));
            return;
        }
        List<Node> parts = new ArrayList<>();
        for (Talk.Said one : said) {
            Node.Message part = new Node.Message();
            if (one.picture()) {
                Node.Message image = new Node.Message().put("url", one.location());
                part.put("type", "image_url").put("image_url", dice.chance(30) ? image.put("detail", "low") : image);
            } else {
                part.put("type", "text").put("text", String.valueOf(one.text()));
            }
            parts.add(vendor(part));
        }
        message.put("content", new Node.Repeated(parts));
    }

    private void assistant(Talk.Assistant assistant) {
        Node.Message message = new Node.Message().put("role", "assistant");
        if (!assistant.text().isEmpty()) {
            content(message, List.of(Talk.Said.words(assistant.text())));
        } else {
            switch (dice.below(3)) {
                case 0 -> message.put("content", "");
                case 1 -> message.put("content", new Json.NullValue());
                default -> {}
            }
        }
        if (dice.chance(20)) {
            message.put("refusal", new Json.NullValue());
        }
        if (dice.chance(10)) {
            message.put("reasoning_content", words.text());
        }
        List<Node> made = new ArrayList<>();
        List<Node> results = new ArrayList<>();
        for (Talk.Call call : assistant.calls()) {
            String id = "call_" + calls++;
            Node.Message function = new Node.Message()
                    .put("name", call.name())
                    .put("arguments", call.arguments().toString());
            Node.Message entry =
                    new Node.Message().put("id", id).put("type", "function").put("function", function);
            vendor(entry);
            made.add(dice.chance(10) ? entry.put("index", new Node.Whole(made.size())) : entry);
            Node.Message result = new Node.Message().put("role", "tool").put("tool_call_id", id);
            content(result, List.of(Talk.Said.words(String.valueOf(call.result()))));
            results.add(result);
        }
        if (!made.isEmpty()) {
            message.put("tool_calls", new Node.Repeated(made));
        }
        messages.add(message);
        java.util.Collections.shuffle(results, new java.util.Random(dice.anyLong()));
        messages.addAll(results);
    }
}
