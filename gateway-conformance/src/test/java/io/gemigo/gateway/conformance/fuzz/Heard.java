package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client has understood of an answer. Two of the same answer are equal however it was cut.
 *
 * @param whole whether the client takes it for whole
 * @param failed whether it was told of a failure
 * @param texts texts by word and choice
 * @param calls calls by choice, in order
 * @param finishes finish reasons by choice
 * @param usage counts
 */
record Heard(
        boolean whole,
        boolean failed,
        Map<String, String> texts,
        Map<Long, List<String>> calls,
        Map<Long, String> finishes,
        String usage) {

    /** A failure before there was anything to read. */
    static Heard refusal() {
        return new Heard(false, true, Map.of(), Map.of(), Map.of(), "");
    }

    /** Something that the upstream should have said and did not, and of which no relay can know. */
    static Heard unreadable() {
        return new Heard(false, false, Map.of(), Map.of(), Map.of(), "");
    }

    /** Whether this client's reader gave up. */
    boolean isUnreadable() {
        return !whole && !failed;
    }

    /** Without calls beside one that cannot be made: a stream may have told of some before it came to that one. */
    Heard soundCalls() {
        Map<Long, List<String>> sound = new TreeMap<>(calls);
        sound.keySet().removeIf(choice -> String.valueOf(finishes.get(choice)).endsWith("_CALL"));
        return new Heard(whole, failed, texts, sound, finishes, usage);
    }

    Heard withoutUsage() {
        return new Heard(whole, failed, texts, calls, finishes, "");
    }

    /** What the lines of a reader say. */
    static Heard of(List<Json> lines) {
        boolean whole = false;
        boolean failed = false;
        Map<String, String> texts = new TreeMap<>();
        Map<Long, List<String>> calls = new TreeMap<>();
        Map<Long, String> finishes = new TreeMap<>();
        String usage = "";
        for (Json line : lines) {
            String word = line.members().keySet().iterator().next();
            Json is = line.at(word);
            if (whole || failed) {
                throw new AssertionError("something behind the end: " + line);
            }
            switch (word) {
                case "text", "thinking", "refusal" -> {
                    String key = word + is.at("choice");
                    texts.merge(key, is.at("text").asString(), String::concat);
                }
                case "toolCall" ->
                    calls.computeIfAbsent(is.at("choice").asLong(), key -> new ArrayList<>())
                            .add(is.at("id").asString() + " " + is.at("name").asString() + " ");
                case "toolCallArguments" -> {
                    List<String> some = calls.get(is.at("choice").asLong());
                    int call = (int) is.at("call").asLong();
                    if (some == null || call >= some.size()) {
                        throw new AssertionError("arguments of no call: " + line);
                    }
                    some.set(call, some.get(call) + is.at("json").asString());
                }
                case "finished" ->
                    finishes.put(is.at("choice").asLong(), is.at("reason").asString());
                case "usage" -> usage = usage(is).isEmpty() ? usage : usage(is);
                case "completed" -> whole = true;
                case "failed" -> failed = true;
                default -> {}
            }
        }
        texts.replaceAll((key, text) -> paired(text));
        texts.values().removeIf(String::isEmpty);
        calls.values().forEach(some -> some.replaceAll(Heard::call));
        return new Heard(whole, failed, texts, calls, finishes, usage);
    }

    /** Prompt and total, empty if they are no counts. */
    private static String usage(Json is) {
        boolean google = is.has("promptTokenCount");
        String prompt = count(is, google ? "promptTokenCount" : "prompt");
        String rest = count(is, google ? "totalTokenCount" : "completion");
        if (prompt.isEmpty() || rest.isEmpty()) {
            return "";
        }
        String total = google ? rest : count(is, "total");
        return prompt + "/" + (total.isEmpty() ? Long.parseLong(prompt) + Long.parseLong(rest) : total);
    }

    private static String count(Json is, String name) {
        String count = String.valueOf(is.find(name));
        return count.matches("[0-9]{1,15}") ? count : "";
    }

    /** Halves of pairs that stand alone cannot be told from what stands in their place elsewhere. */
    static String paired(String text) {
        StringBuilder paired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean high = Character.isHighSurrogate(c);
            if (high && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                paired.append(c).append(text.charAt(++i));
            } else {
                paired.append(Character.isSurrogate(c) ? '\ufffd' : c);
            }
        }
        return paired.toString();
    }

    /** The same call however its arguments are spelled. */
    private static String call(String call) {
        int at = call.indexOf(' ', call.indexOf(' ') + 1) + 1;
        String arguments = call.substring(at);
        try {
            return call.substring(0, at)
                    + paired(Json.parse(arguments.isBlank() ? "{}" : arguments).toString());
        } catch (IllegalArgumentException broken) {
            return call;
        }
    }

    /** What an OpenAI client hears of the same answer: typed clients know no other reasons. */
    Heard inOpenAiTerms() {
        Map<Long, String> reasons = new TreeMap<>(finishes);
        reasons.replaceAll((choice, reason) -> reason.equals("repetition") ? "stop" : reason);
        return new Heard(whole, failed, texts, calls, reasons, usage);
    }

    /** What a GenAI client hears of the same answer: refusals are texts, and reasons have names of their own. */
    Heard inGoogleTerms() {
        Map<Long, String> reasons = new TreeMap<>();
        finishes.forEach((choice, reason) -> reasons.put(
                choice,
                switch (reason) {
                    case "stop", "tool_calls", "function_call" -> "STOP";
                    case "length" -> "MAX_TOKENS";
                    case "content_filter" -> "SAFETY";
                    default -> "OTHER";
                }));
        return new Heard(whole, failed, texts, calls, reasons, usage);
    }
}
