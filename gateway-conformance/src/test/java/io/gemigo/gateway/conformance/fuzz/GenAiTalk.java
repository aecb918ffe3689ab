package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a conversation as GenAI's clients do: streamed turns in many contents, thoughts and signatures in between, calls
 * with ids, with none or all with the same, results in any order that still tells which call they answer. For one case.
 */
final class GenAiTalk {
    private final Dice dice;
    private final Words words;
    private final List<Node> contents = new ArrayList<>();
    private int calls;

    GenAiTalk(Dice dice, Words words) {
        this.dice = dice;
        this.words = words;
    }

    /** How calls of one turn are told apart. */
    private enum Ids {
        OWN,
        NONE,
        SAME
    }

    /** The contents. */
    Node contents(Talk talk) {
        for (int i = 0; i < talk.turns().size(); i++) {
            Talk.Turn turn = talk.turns().get(i);
            if (turn instanceof Talk.Assistant assistant) {
                assistant(assistant);
                continue;
            }
            boolean afterCalls = i > 0
                    && talk.turns().get(i - 1) instanceof Talk.Assistant before
                    && !before.calls().isEmpty();
            List<Node> parts = said(((Talk.User) turn).said());
            if (afterCalls && dice.chance(30)) {
                mixIn(parts);
            } else {
                content(dice.pick("user", "user", ""), parts);
            }
        }
        return new Node.Repeated(contents);
    }

    /** Puts what the user says into the content of the last results. */
    private void mixIn(List<Node> parts) {
        Node.Message last = (Node.Message) contents.remove(contents.size() - 1);
        List<Node> all = new ArrayList<>();
        for (var field : last.fields()) {
            if (field.getKey().equals("parts")) {
                all.addAll(((Node.Repeated) field.getValue()).elements());
            }
        }
        // Results come first whatever the client puts in front.
        all.addAll(dice.chance(50) ? 0 : all.size(), parts);
        content("user", all);
    }

    private void content(String role, List<Node> parts) {
        Node.Message content = new Node.Message();
        if (!role.isEmpty()) {
            content.put("role", role);
        }
        contents.add(content.put("parts", new Node.Repeated(parts)));
    }

    private List<Node> said(List<Talk.Said> said) {
        List<Node> parts = new ArrayList<>();
        for (Talk.Said one : said) {
            parts.add(one.picture() ? picture(one) : new Node.Message().put("text", String.valueOf(one.text())));
            if (dice.chance(5)) {
                parts.add(new Node.Message().put("text", ""));
            }
        }
        return parts;
    }

    private Node picture(Talk.Said picture) {
        Node.Message part = new Node.Message();
        String url = picture.url();
        if (url != null) {
            Node.Message file = new Node.Message().put("fileUri", url);
            return part.put("fileData", dice.chance(50) ? file.put("mimeType", "image/png") : file);
        }
        String mimeType = picture.mimeType() + (dice.chance(10) ? "; charset=x" : "");
        return part.put(
                "inlineData",
                new Node.Message()
                        .put("mimeType", mimeType)
                        .put("data", new Node.Bytes(String.valueOf(picture.base64()))));
    }

    private void assistant(Talk.Assistant assistant) {
        List<Node> parts = new ArrayList<>();
        String text = assistant.text();
        int at = 0;
        while (at < text.length()) {
            int to = dice.chance(50) ? text.length() : at + 1 + dice.below(text.length() - at);
            if (to < text.length() && Character.isLowSurrogate(text.charAt(to))) {
                to++;
            }
            parts.add(new Node.Message().put("text", text.substring(at, to)));
            invisible(parts);
            at = to;
        }
        Ids ids = dice.pick(Ids.values());
        List<@Nullable String> given = new ArrayList<>();
        for (Talk.Call call : assistant.calls()) {
            String id = switch (ids) {
                case OWN -> (dice.chance(50) ? call.name() + "__" : "call-") + calls++;
                case NONE -> dice.chance(20) ? "" : null;
                case SAME -> "same";
            };
            given.add(id);
            parts.add(call(call, id));
            invisible(parts);
        }
        if (parts.isEmpty()) {
            throw new IllegalStateException("an assistant that says nothing");
        }
        List<Node> some = new ArrayList<>();
        for (Node part : parts) {
            some.add(part);
            if (dice.chance(25)) {
                content("model", List.copyOf(some));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            content("model", some);
        }
        if (!assistant.calls().isEmpty()) {
            results(assistant.calls(), given, ids);
        }
    }

    /** Thoughts and signatures, which nobody upstream needs to see. */
    private void invisible(List<Node> parts) {
        if (dice.chance(10)) {
            parts.add(new Node.Message().put("text", words.text()).put("thought", Values.flag(true)));
        }
        if (dice.chance(10)) {
            parts.add(new Node.Message().put("thoughtSignature", dice.pick("skip_it", "QUJD", "")));
        }
    }

    private Node call(Talk.Call call, @Nullable String id) {
        Node.Message function = new Node.Message().put("name", call.name()).put("args", call.arguments());
        if (id != null) {
            function.put("id", id);
        }
        Node.Message part = new Node.Message().put("functionCall", function);
        return dice.chance(15) ? part.put("thoughtSignature", "c2ln") : part;
    }

    private void results(List<Talk.Call> made, List<@Nullable String> given, Ids ids) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            order.add(i);
        }
        if (ids == Ids.OWN) {
            java.util.Collections.shuffle(order, new java.util.Random(dice.anyLong()));
        }
        boolean nameless = ids != Ids.NONE ? dice.chance(30) : dice.chance(10);
        List<Node> parts = new ArrayList<>();
        for (int i : order) {
            Json result = made.get(i).result();
            // Without ids of their own, nobody could tell which call was left out.
            if (result == null && ids == Ids.OWN && !parts.isEmpty()) {
                continue;
            }
            Node.Message response = new Node.Message();
            if (!nameless) {
                response.put("name", made.get(i).name());
            }
            String id = given.get(i);
            if (id != null) {
                response.put("id", id);
            }
            response.put("response", result == null ? Values.object("error", "none") : result);
            parts.add(new Node.Message().put("functionResponse", response));
        }
        List<Node> some = new ArrayList<>();
        for (Node part : parts) {
            some.add(part);
            if (dice.chance(20)) {
                content(dice.pick("user", "function", "tool"), List.copyOf(some));
                some.clear();
            }
        }
        if (!some.isEmpty()) {
            content(dice.pick("user", "function", "tool"), some);
        }
    }
}
