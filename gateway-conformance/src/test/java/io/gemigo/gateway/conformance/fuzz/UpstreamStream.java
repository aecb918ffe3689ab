package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sound stream as upstreams send it, made by chance, and what it says: choices that take turns, calls in fragments told
 * apart in every way there is, texts cut in the midst of a surrogate pair, usage here or there. Single-owner.
 */
final class UpstreamStream {
    /** Functions that clients must declare so that the calls in here are none of strangers. */
    static final List<String> FUNCTIONS = List.of("get_weather", "get_time", "search-2");

    private static final List<String> FINISHES = List.of("stop", "length", "content_filter", "repetition");

    private final Dice dice;
    private final Words words;
    private final List<String> events = new ArrayList<>();
    private final List<Json> lines = new ArrayList<>();
    private final String head;
    private final boolean usageNull;

    private UpstreamStream(Dice dice, Words words) {
        this.dice = dice;
        this.words = words;
        head =
                "\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1763800000,\"model\":\"qwen3-max\"";
        usageNull = dice.chance(50);
    }

    /** Makes one. */
    static UpstreamStream make(Dice dice) {
        UpstreamStream stream = new UpstreamStream(dice, new Words(dice));
        stream.fill(dice.chance(70) ? 1 : dice.between(2, 3));
        return stream;
    }

    /** The events' data. */
    List<String> events() {
        return events;
    }

    /** The stream, plainly framed. */
    String text() {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append("data: ").append(event).append("\n\n"));
        return text.toString();
    }

    /** What it says, in the form of {@code events.jsonl}, merged. */
    List<Json> lines() {
        return CanonicalEvents.merge(lines);
    }

    /** What one choice has yet to say: deltas, in order. */
    private static final class Script {
        private final List<Delta> deltas = new ArrayList<>();
        private int at;

        boolean over() {
            return at == deltas.size();
        }
    }

    /** One delta with what it means. */
    private record Delta(
            String json, List<Json> means, @Nullable String finish) {}

    private void fill(int choices) {
        List<Script> scripts = new ArrayList<>();
        for (int i = 0; i < choices; i++) {
            scripts.add(script(i));
        }
        boolean usageWithFinish = dice.chance(15);
        String usage = usage();
        while (scripts.stream().anyMatch(script -> !script.over())) {
            List<Script> open =
                    scripts.stream().filter(script -> !script.over()).toList();
            Script script = dice.pick(open);
            int choice = scripts.indexOf(script);
            Delta delta = script.deltas.get(script.at++);
            lines.addAll(delta.means());
            boolean last = usageWithFinish && scripts.stream().allMatch(Script::over);
            String finish = delta.finish() == null ? "null" : "\"" + delta.finish() + "\"";
            events.add(object(
                    head,
                    "\"choices\":["
                            + object(
                                    "\"index\":" + choice,
                                    "\"delta\":{" + delta.json() + "}",
                                    "\"finish_reason\":" + finish)
                            + "]",
                    last ? usage : usageNull ? "\"usage\":null" : ""));
        }
        if (!usageWithFinish && dice.chance(85)) {
            events.add(object(head, "\"choices\":[]", usage));
        } else if (!usageWithFinish) {
            lines.removeIf(line -> line.has("usage"));
        }
        if (dice.chance(90)) {
            events.add("[DONE]");
        }
    }

    /** Members in any order. */
    private String object(String... members) {
        List<String> some = new ArrayList<>(Arrays.asList(members));
        some.removeIf(String::isEmpty);
        if (dice.chance(30)) {
            java.util.Collections.shuffle(some, new java.util.Random(dice.anyLong()));
        }
        return "{" + String.join(dice.chance(10) ? " , " : ",", some) + "}";
    }

    private String usage() {
        int prompt = dice.below(1000);
        int completion = dice.below(1000);
        Map<String, Json> counts = new LinkedHashMap<>();
        counts.put("prompt", Values.number(prompt));
        counts.put("completion", Values.number(completion));
        counts.put("total", Values.number(prompt + completion));
        lines.add(new Json.ObjectValue(Map.of("usage", new Json.ObjectValue(counts))));
        return "\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + completion + ",\"total_tokens\":"
                + (prompt + completion) + "}";
    }

    private Script script(int choice) {
        Script script = new Script();
        if (dice.chance(90)) {
            script.deltas.add(
                    new Delta("\"role\":\"assistant\",\"content\":" + dice.pick("null", "\"\""), List.of(), null));
        }
        if (dice.chance(25)) {
            say(script, choice, "thinking", "reasoning_content", "\"content\":null,");
        }
        if (dice.chance(80)) {
            say(script, choice, "text", "content", dice.chance(30) ? "\"reasoning_content\":null," : "");
        }
        int calls = dice.chance(30) ? dice.between(1, 4) : 0;
        if (calls > 0) {
            calls(script, choice, calls);
        }
        String finish = calls > 0 ? "tool_calls" : dice.pick(FINISHES);
        Json finished = CanonicalEvents.line("finished", "choice", choice, "reason", finish);
        script.deltas.add(new Delta(dice.pick("", "\"content\":\"\""), List.of(finished), finish));
        return script;
    }

    private void say(Script script, int choice, String word, String member, String before) {
        StringBuilder text = new StringBuilder();
        for (int i = dice.between(1, 5); i > 0; i--) {
            text.append(words.text());
        }
        int at = 0;
        while (at < text.length()) {
            // Between any two code units: halves of pairs come in two deltas.
            int to = Math.min(text.length(), at + 1 + dice.below(20));
            String part = text.substring(at, to);
            script.deltas.add(new Delta(
                    before + "\"" + member + "\":" + Scribe.quoted(part, dice),
                    List.of(CanonicalEvents.line(word, "choice", choice, "text", part)),
                    null));
            at = to;
        }
    }

    /** One call under way. */
    private static final class Call {
        private final int number;
        private final String id;
        private final String name;
        private final String arguments;
        private int at = -1;

        Call(int number, String id, String name, String arguments) {
            this.number = number;
            this.id = id;
            this.name = name;
            this.arguments = arguments;
        }
    }

    private void calls(Script script, int choice, int count) {
        int step = dice.chance(15) ? 2 : 1;
        boolean numbered = dice.chance(85);
        boolean interleaved = numbered && dice.chance(20);
        String later = dice.pick("", "\"id\":\"\",", "same");
        String laterName = dice.pick("", "\"name\":\"\",", "\"name\":null,");
        List<Call> open = new ArrayList<>();
        int begun = 0;
        while (begun < count || !open.isEmpty()) {
            if (begun < count && (open.isEmpty() || interleaved && dice.chance(50))) {
                String arguments = dice.chance(90) ? Values.data(dice, words).toString() : "";
                open.add(new Call(begun, "id-" + choice + "-" + begun, dice.pick(FUNCTIONS), arguments));
                begun++;
            }
            // Whichever begins has the next number, so the latest speaks up first.
            Call latest = open.get(open.size() - 1);
            Call call = latest.at < 0 ? latest : open.get(interleaved ? dice.below(open.size()) : 0);
            boolean first = call.at < 0;
            List<Json> means = new ArrayList<>();
            if (first) {
                means.add(CanonicalEvents.line(
                        "toolCall", "choice", choice, "call", call.number, "id", call.id, "name", call.name));
                call.at = 0;
            }
            boolean some = !first || dice.chance(30);
            int to = some ? Math.min(call.arguments.length(), call.at + 1 + dice.below(30)) : call.at;
            String part = call.arguments.substring(call.at, to);
            call.at = to;
            means.add(CanonicalEvents.line("toolCallArguments", "choice", choice, "call", call.number, "json", part));
            String id = first
                    ? "\"id\":\"" + call.id + "\",\"type\":\"function\","
                    : later.equals("same") ? "\"id\":\"" + call.id + "\"," : later;
            String name = first ? "\"name\":\"" + call.name + "\"," : laterName;
            String index = numbered ? "\"index\":" + call.number * step + "," : "";
            script.deltas.add(new Delta(
                    "\"tool_calls\":[{" + index + id + "\"function\":{" + name + "\"arguments\":"
                            + Scribe.quoted(part, dice) + "}}]",
                    means,
                    null));
            if (call.at == call.arguments.length()) {
                open.remove(call);
            }
        }
    }
}
