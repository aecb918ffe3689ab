package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conversation before any dialect has a say: what is said, in order, and which result belongs to which call. No two turns
 * of the assistant follow each other.
 */
record Talk(List<String> system, List<Turn> turns) {
    /** Names that upstreams take. */
    static final String FIT = "[A-Za-z0-9_-]{1,64}";

    /** What one side says. */
    sealed interface Turn permits User, Assistant {}

    /** What the user says. */
    record User(List<Said> said) implements Turn {}

    /** What the assistant says, calls, and gets back. */
    record Assistant(String text, List<Call> calls) implements Turn {}

    /** A text, or a picture by where it is. */
    record Said(
            @Nullable String text,
            @Nullable String url,
            @Nullable String mimeType,
            @Nullable String base64) {
        static Said words(String text) {
            return new Said(text, null, null, null);
        }

        boolean picture() {
            return text == null;
        }

        /** Where a picture is, as OpenAI's clients say it. */
        String location() {
            return url == null ? "data:" + mimeType + ";base64," + base64 : url;
        }
    }

    /** A call with its result, null if it never got one. */
    record Call(String name, Json arguments, @Nullable Json result) {}

    /** Makes a conversation about these functions. */
    static Talk of(Dice dice, Words words, List<String> functions, boolean pictures, boolean everyCallAnswered) {
        List<String> system = new ArrayList<>();
        for (int i = dice.chance(50) ? 1 : dice.below(3); i > 0; i--) {
            system.add(words.text());
        }
        List<Turn> turns = new ArrayList<>();
        turns.add(user(dice, words, pictures));
        for (int i = dice.chance(50) ? 0 : dice.below(6); i > 0; i--) {
            Turn last = turns.get(turns.size() - 1);
            if (last instanceof User) {
                turns.add(assistant(dice, words, functions, everyCallAnswered));
            } else {
                turns.add(user(dice, words, pictures));
            }
        }
        Turn last = turns.get(turns.size() - 1);
        if (last instanceof Assistant assistant && assistant.calls().isEmpty() && dice.chance(70)) {
            turns.add(user(dice, words, false));
        }
        return new Talk(system, turns);
    }

    private static Turn user(Dice dice, Words words, boolean pictures) {
        List<Said> said = new ArrayList<>();
        for (int i = dice.chance(70) ? 1 : dice.between(1, 3); i > 0; i--) {
            said.add(pictures && dice.chance(30) ? picture(dice, words) : Said.words(words.text()));
        }
        return new User(said);
    }

    private static Said picture(Dice dice, Words words) {
        if (dice.chance(50)) {
            return new Said(null, "https://pictures.example/" + words.mark() + ".png?a=b&c=%20", "image/png", null);
        }
        byte[] bytes = new byte[dice.between(1, 40)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) dice.below(256);
        }
        String base64 = java.util.Base64.getEncoder().encodeToString(bytes);
        return new Said(null, null, dice.pick("image/png", "image/jpeg"), base64);
    }

    private static Turn assistant(Dice dice, Words words, List<String> functions, boolean everyCallAnswered) {
        List<Call> calls = new ArrayList<>();
        if (!functions.isEmpty() && dice.chance(60)) {
            for (int i = dice.between(1, 4); i > 0; i--) {
                Json result = everyCallAnswered || dice.chance(90) ? Values.data(dice, words) : null;
                calls.add(new Call(dice.pick(functions), Values.data(dice, words), result));
            }
        }
        return new Assistant(calls.isEmpty() || dice.chance(40) ? words.text() : "", calls);
    }

    /** Whether the assistant is to go on with what it has said last. */
    boolean unfinished() {
        return turns.get(turns.size() - 1) instanceof Assistant assistant
                && assistant.calls().isEmpty();
    }

    boolean hasPictures() {
        for (Turn turn : turns) {
            if (turn instanceof User user && user.said().stream().anyMatch(Said::picture)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Fails unless the upstream is told the same.
     *
     * @param names the functions' names upstream, by their own
     */
    void check(Json up, ModelCard card, Map<String, String> names) {
        List<Json> messages = new ArrayList<>(up.at("messages").elements());
        boolean instructed = role(messages.get(0)).equals("system");
        if (instructed) {
            String told = text(messages.remove(0), "\n\n");
            String said = String.join("\n\n", system);
            require(told.startsWith(said), "system says", said, told);
        } else {
            require(system.isEmpty(), "system message", system, messages.get(0));
        }
        Reading reading = new Reading(messages, names, card);
        turns.forEach(reading::turn);
        require(reading.at == messages.size(), "number of messages", reading.at, messages);
    }

    private static String role(Json message) {
        return message.at("role").asString();
    }

    /** The text of a message, in one piece or several. */
    private static String text(Json message, String between) {
        Json content = message.find("content");
        if (content == null || content.kind() == Json.Kind.NULL) {
            return "";
        }
        if (content.kind() == Json.Kind.STRING) {
            return content.asString();
        }
        return String.join(
                between,
                content.elements().stream()
                        .map(part -> part.at("text").asString())
                        .toList());
    }

    private static void require(boolean right, String what, Object expected, Object actual) {
        if (!right) {
            throw new AssertionError(what + ": expected " + expected + " but was " + actual);
        }
    }

    /** Goes through the upstream's messages. */
    private static final class Reading {
        private final List<Json> messages;
        private final Map<String, String> names;
        private final ModelCard card;
        private int at;

        Reading(List<Json> messages, Map<String, String> names, ModelCard card) {
            this.messages = messages;
            this.names = names;
            this.card = card;
        }

        private Json next(String role) {
            require(at < messages.size(), "messages end before one of", role, messages);
            Json message = messages.get(at++);
            require(role(message).equals(role), "role of message " + (at - 1), role, message);
            return message;
        }

        void turn(Turn turn) {
            if (turn instanceof User user) {
                said(user.said(), next("user"));
            } else if (turn instanceof Assistant assistant) {
                assistant(assistant);
            }
        }

        private static void said(List<Said> said, Json message) {
            if (said.stream().noneMatch(Said::picture)) {
                String all = String.join("\n", said.stream().map(Said::text).toList());
                require(text(message, "\n").equals(all), "user says", all, message);
                return;
            }
            List<Json> parts = message.at("content").elements();
            require(parts.size() == said.size(), "number of parts", said.size(), message);
            for (int i = 0; i < parts.size(); i++) {
                Said one = said.get(i);
                Json part = parts.get(i);
                String is = one.picture()
                        ? part.at("image_url").at("url").asString()
                        : part.at("text").asString();
                require(is.equals(one.picture() ? one.location() : one.text()), "part", one, part);
            }
        }

        private void assistant(Assistant assistant) {
            Json message = next("assistant");
            require(text(message, "").equals(assistant.text()), "assistant says", assistant.text(), message);
            if (assistant.calls().isEmpty()) {
                require(!message.has("tool_calls"), "tool calls", "none", message);
                return;
            }
            require(card.can(Capability.TOOLS), "tools", "none", message);
            List<Json> calls = message.at("tool_calls").elements();
            require(calls.size() == assistant.calls().size(), "number of calls", assistant.calls(), message);
            Map<String, Call> byId = new HashMap<>();
            for (int i = 0; i < calls.size(); i++) {
                Call call = assistant.calls().get(i);
                Json function = calls.get(i).at("function");
                String name = function.at("name").asString();
                String expected = names.get(call.name());
                boolean same = expected != null
                        ? name.equals(expected)
                        : name.equals(call.name()) || !call.name().matches(FIT) && name.matches(FIT);
                require(same, "called", call.name(), function);
                Json arguments = Json.parse(function.at("arguments").asString());
                require(arguments.equals(call.arguments()), "arguments", call.arguments(), arguments);
                String id = calls.get(i).at("id").asString();
                require(byId.put(id, call) == null, "ids", "different ones", calls);
            }
            for (int i = calls.size(); i > 0; i--) {
                Json result = next("tool");
                Call call = byId.remove(result.at("tool_call_id").asString());
                require(call != null, "result of", byId.keySet(), result);
                result(call, result);
            }
        }

        private static void result(@Nullable Call call, Json message) {
            Json expected = call == null ? null : call.result();
            if (expected == null) {
                require(text(message, "\n").contains("error"), "result", "a made-up error", message);
            } else {
                Json actual = Json.parse(text(message, "\n"));
                require(actual.equals(expected), "result", expected, actual);
            }
        }
    }
}
