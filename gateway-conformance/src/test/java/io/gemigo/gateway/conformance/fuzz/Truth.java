package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of an upstream says, read slowly and all at once, with nothing of the gateway's: whether it is whole, and
 * the texts of its choices. A judge for what clients are told. Single-owner.
 */
final class Truth {
    private static final int MAX_CHOICES = 128;
    private static final int MAX_INDEX = 65_535;

    /** What one choice says. */
    private static final class Choice {
        private final StringBuilder text = new StringBuilder();
        private final StringBuilder refusal = new StringBuilder();
        private final StringBuilder thinking = new StringBuilder();
        /** Text and refusal, in order. */
        private final StringBuilder said = new StringBuilder();

        private boolean finished;
    }

    private final Map<Integer, Choice> choices = new TreeMap<>();
    private boolean failed;
    private boolean ended;
    private boolean doubtful;

    private Truth() {}

    /** Reads a stream that ends well, as far as its connection is concerned. */
    static Truth of(byte[] stream) {
        Truth truth = new Truth();
        truth.read(new String(stream, StandardCharsets.ISO_8859_1));
        return truth;
    }

    /** Whether the answer is whole: at least one choice, a finish reason for each, no error before. */
    boolean whole() {
        return !failed && !choices.isEmpty() && choices.values().stream().allMatch(choice -> choice.finished);
    }

    /** Whether the end was marked, so that it does not matter how the connection ends. */
    boolean ended() {
        return ended;
    }

    /** Whether readers may differ on what it means, as on a name given twice. */
    boolean doubtful() {
        return doubtful;
    }

    /** The texts by word and choice, without empty ones; a refusal as a text of its own, or as part of it. */
    Map<String, String> texts(boolean refusals) {
        Map<String, String> texts = new TreeMap<>();
        choices.forEach((number, choice) -> {
            texts.put("text" + number, (refusals ? choice.text : choice.said).toString());
            texts.put("thinking" + number, choice.thinking.toString());
            if (refusals) {
                texts.put("refusal" + number, choice.refusal.toString());
            }
        });
        texts.values().removeIf(String::isEmpty);
        return texts;
    }

    private void read(String stream) {
        String all = stream.startsWith("\u00ef\u00bb\u00bf") ? stream.substring(3) : stream;
        List<String> block = new ArrayList<>();
        int from = 0;
        while (from < all.length() && !over()) {
            int end = from;
            while (end < all.length() && all.charAt(end) != '\n' && all.charAt(end) != '\r') {
                end++;
            }
            String line = all.substring(from, end);
            if (end == all.length()) {
                block.add(line);
                break;
            }
            from = end + (all.startsWith("\r\n", end) ? 2 : 1);
            if (line.isEmpty()) {
                event(block, true);
                block.clear();
            } else {
                block.add(line);
            }
        }
        if (!over()) {
            event(block, false);
        }
    }

    private boolean over() {
        return failed || ended || doubtful;
    }

    private void event(List<String> lines, boolean terminated) {
        StringBuilder data = new StringBuilder();
        boolean any = false;
        String name = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (field.equals("data")) {
                data.append(any ? "\n" : "").append(value);
                any = true;
            } else if (field.equals("event")) {
                name = value;
            }
        }
        if (data.length() == 0) {
            return;
        }
        if (name.equals("error") && terminated) {
            failed = true;
        } else if (data.toString().replaceAll("^ +| +$", "").equals("[DONE]")) {
            ended = true;
            failed = !whole();
        } else {
            json(data.toString(), terminated);
        }
    }

    private void json(String data, boolean terminated) {
        Json answer;
        try {
            answer = Json.parse(data.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException flaw) {
            doubtful = String.valueOf(flaw.getMessage()).contains("Duplicate");
            failed = !doubtful && terminated;
            return;
        }
        if (answer.kind() != Json.Kind.OBJECT) {
            failed = true;
            return;
        }
        Json error = answer.find("error");
        Json all = answer.find("choices");
        if (error != null && error.kind() != Json.Kind.NULL) {
            failed = true;
        } else if (all != null) {
            chunk(all);
        } else {
            failed = is(answer.find("code"), Json.Kind.STRING) || is(answer.find("message"), Json.Kind.STRING);
        }
    }

    private static boolean is(@Nullable Json value, Json.Kind kind) {
        return value != null && value.kind() == kind;
    }

    private void chunk(Json all) {
        boolean sound =
                is(all, Json.Kind.ARRAY) && all.elements().stream().allMatch(choice -> is(choice, Json.Kind.OBJECT));
        if (!sound) {
            failed = true;
            return;
        }
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < all.elements().size(); i++) {
            int number = number(all.at(i).find("index"), i);
            failed |= number >= MAX_CHOICES;
            numbers.add(number);
        }
        for (int i = 0; i < numbers.size() && !failed; i++) {
            choice(choices.computeIfAbsent(numbers.get(i), key -> new Choice()), all.at(i));
        }
    }

    private static int number(@Nullable Json index, int place) {
        if (!is(index, Json.Kind.NUMBER) || !index.toString().matches("-?[0-9]{1,18}")) {
            return place;
        }
        long number = index.asLong();
        return number < 0 || number > MAX_INDEX ? place : (int) number;
    }

    private void choice(Choice choice, Json is) {
        if (choice.finished) {
            return;
        }
        Json delta = is.find("delta");
        Json message = is.find("message");
        doubtful |= delta != null && message != null;
        Json says = delta == null ? message : delta;
        if (is(says, Json.Kind.OBJECT)) {
            Json thoughts = says.find("reasoning_content");
            doubtful |= thoughts != null && says.has("reasoning");
            add(choice.thinking, thoughts == null ? says.find("reasoning") : thoughts);
            Json content = says.find("content");
            add(choice.text, content);
            add(choice.said, content);
            if (is(content, Json.Kind.ARRAY)) {
                for (Json part : content.elements()) {
                    add(choice.text, part.find("text"));
                    add(choice.said, part.find("text"));
                }
            }
            add(choice.refusal, says.find("refusal"));
            add(choice.said, says.find("refusal"));
        }
        // An error that somebody has wrapped as text.
        doubtful |= choice.text.indexOf("id:1\nevent:error") >= 0;
        Json reason = is.find("finish_reason");
        if (is(reason, Json.Kind.STRING)) {
            choice.finished = !reason.asString().isEmpty() && !reason.asString().equals("null");
        }
    }

    private static void add(StringBuilder to, @Nullable Json text) {
        if (is(text, Json.Kind.STRING)) {
            to.append(text.asString());
        }
    }
}
