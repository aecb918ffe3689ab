package io.gemigo.gateway.testkit.transcript;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Canonical events in the form of {@code events.jsonl}, both ways, merged so that only their meaning counts: neighbouring
 * deltas of one kind are one, empty ones are none, the last usage stands for all, and media and log probabilities are
 * left out. Stateless, thread-safe.
 */
public final class CanonicalEvents {
    private static final Set<String> DELTAS = Set.of("text", "thinking", "refusal", "toolCallArguments");

    private CanonicalEvents() {}

    /** What the events say, merged. */
    public static List<Json> lines(List<ChatEvent> events) {
        List<Json> lines = new ArrayList<>();
        for (ChatEvent event : events) {
            Json line = line(event);
            if (line != null) {
                lines.add(line);
            }
        }
        return merge(lines);
    }

    /** The events a transcript's lines stand for; failures say something harmless where their line is silent. */
    public static List<ChatEvent> read(List<Json> lines) {
        return lines.stream().map(CanonicalEvents::event).toList();
    }

    /**
     * Fails unless the events say what the lines say. Of a failure only the keys that are there are compared; what the
     * client gets for it ({@code answer}) is not the reader's business.
     */
    public static void assertSame(List<Json> expected, List<ChatEvent> actual) {
        List<Json> actualLines = new ArrayList<>(lines(actual));
        List<Json> expectedLines = new ArrayList<>(expected);
        int last = expected.size() - 1;
        if (last >= 0
                && last == actualLines.size() - 1
                && actual.get(actual.size() - 1) instanceof ChatEvent.Failed failed) {
            Json wanted = expectedLines.get(last).find("failed");
            if (wanted != null) {
                Map<String, Json> keys = new LinkedHashMap<>(wanted.members());
                keys.remove("answer");
                if (!FailureLines.hasStatus(failed.failure())) {
                    keys.remove("status");
                }
                Map<String, Json> said =
                        new LinkedHashMap<>(actualLines.get(last).at("failed").members());
                said.keySet().retainAll(keys.keySet());
                expectedLines.set(last, one("failed", keys));
                actualLines.set(last, one("failed", said));
            }
        }
        JsonAssert.assertSame(new Json.ArrayValue(expectedLines), new Json.ArrayValue(actualLines));
    }

    /** The same lines merged, for readers that make lines of their own. */
    public static List<Json> merge(List<Json> lines) {
        List<Json> merged = new ArrayList<>();
        int lastUsage = -1;
        for (int i = 0; i < lines.size(); i++) {
            lastUsage = lines.get(i).has("usage") ? i : lastUsage;
        }
        for (int i = 0; i < lines.size(); i++) {
            Json line = lines.get(i);
            String word = word(line);
            if (word.equals("usage") && i != lastUsage
                    || DELTAS.contains(word) && textOf(line).isEmpty()) {
                continue;
            }
            Json before = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (before != null && mergeable(before, line)) {
                merged.set(merged.size() - 1, joined(before, line));
            } else {
                merged.add(line);
            }
        }
        return List.copyOf(merged);
    }

    private static boolean mergeable(Json before, Json line) {
        String word = word(line);
        return DELTAS.contains(word)
                && word.equals(word(before))
                && same(before.at(word).find("choice"), line.at(word).find("choice"))
                && same(before.at(word).find("call"), line.at(word).find("call"));
    }

    private static boolean same(@Nullable Json a, @Nullable Json b) {
        return a == null ? b == null : a.equals(b);
    }

    private static Json joined(Json before, Json line) {
        String word = word(line);
        Map<String, Json> members = new LinkedHashMap<>(before.at(word).members());
        members.put(textKey(word), new Json.StringValue(textOf(before) + textOf(line)));
        return one(word, members);
    }

    /** Everything said of one kind, choice and call, in one text each, whatever stood between. */
    public static Map<String, String> texts(List<Json> lines) {
        return lines.stream()
                .filter(line -> DELTAS.contains(word(line)))
                .collect(Collectors.toMap(
                        line -> word(line) + line.at(word(line)).find("choice") + "/"
                                + line.at(word(line)).find("call"),
                        CanonicalEvents::textOf,
                        String::concat));
    }

    private static String word(Json line) {
        return line.members().keySet().iterator().next();
    }

    private static String textKey(String word) {
        return word.equals("toolCallArguments") ? "json" : "text";
    }

    private static String textOf(Json line) {
        return line.at(word(line)).at(textKey(word(line))).asString();
    }

    private static @Nullable Json line(ChatEvent event) {
        String word = name(event.kind());
        return switch (event.kind()) {
            case STARTED -> line(word, "id", ((ChatEvent.Started) event).responseId());
            case TEXT -> {
                ChatEvent.Text text = (ChatEvent.Text) event;
                yield line(word, "choice", text.choice(), "text", text.text());
            }
            case THINKING -> {
                ChatEvent.Thinking thinking = (ChatEvent.Thinking) event;
                yield line(word, "choice", thinking.choice(), "text", thinking.text());
            }
            case REFUSAL -> {
                ChatEvent.Refusal refusal = (ChatEvent.Refusal) event;
                yield line(word, "choice", refusal.choice(), "text", refusal.text());
            }
            case TOOL_CALL -> {
                ChatEvent.ToolCall call = (ChatEvent.ToolCall) event;
                yield line(word, "choice", call.choice(), "call", call.call(), "id", call.id(), "name", call.name());
            }
            case TOOL_CALL_ARGUMENTS -> {
                ChatEvent.ToolCallArguments more = (ChatEvent.ToolCallArguments) event;
                yield line(word, "choice", more.choice(), "call", more.call(), "json", more.json());
            }
            case MEDIA, LOGPROBS, REFUSAL_LOGPROBS, ANNOTATIONS -> null;
            case FINISHED -> {
                ChatEvent.Finished finished = (ChatEvent.Finished) event;
                yield line(word, "choice", finished.choice(), "reason", reason(finished.reason()));
            }
            case USAGE -> one(word, counts(((ChatEvent.UsageReport) event).usage()));
            case COMPLETED -> one(word, Map.of());
            case FAILED ->
                one(
                        word,
                        FailureLines.write(((ChatEvent.Failed) event).failure()).members());
        };
    }

    private static String name(ChatEvent.Kind kind) {
        return switch (kind) {
            case TOOL_CALL -> "toolCall";
            case TOOL_CALL_ARGUMENTS -> "toolCallArguments";
            case REFUSAL_LOGPROBS -> "refusalLogprobs";
            case STARTED, TEXT, THINKING, REFUSAL, MEDIA, LOGPROBS, ANNOTATIONS, FINISHED, USAGE, COMPLETED, FAILED ->
                kind.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String reason(FinishReason reason) {
        return reason.kind() == FinishReason.Kind.OTHER
                ? reason.word()
                : reason.kind().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Json> counts(Usage usage) {
        Map<String, Json> counts = new LinkedHashMap<>();
        count(counts, "prompt", usage.promptTokens());
        count(counts, "completion", usage.completionTokens());
        count(counts, "total", usage.totalTokens());
        count(counts, "cached", usage.cachedTokens());
        count(counts, "reasoning", usage.reasoningTokens());
        return counts;
    }

    private static void count(Map<String, Json> counts, String key, long tokens) {
        if (tokens != Usage.ABSENT) {
            counts.put(key, new Json.NumberValue(Long.toString(tokens)));
        }
    }

    /** A line of these keys and values, for readers that make lines of their own: texts and whole numbers. */
    public static Json line(String word, Object... keysAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            Object value = keysAndValues[i + 1];
            members.put(
                    (String) keysAndValues[i],
                    value instanceof String text
                            ? new Json.StringValue(text)
                            : value instanceof Json json ? json : new Json.NumberValue(value.toString()));
        }
        return one(word, members);
    }

    private static Json one(String word, Map<String, Json> members) {
        return new Json.ObjectValue(Map.of(word, new Json.ObjectValue(members)));
    }

    private static ChatEvent event(Json line) {
        String word = word(line);
        Json value = line.at(word);
        return switch (word) {
            case "started" -> new ChatEvent.Started(value.at("id").asString());
            case "text" -> new ChatEvent.Text(number(value, "choice"), textOf(line));
            case "thinking" -> new ChatEvent.Thinking(number(value, "choice"), textOf(line));
            case "refusal" -> new ChatEvent.Refusal(number(value, "choice"), textOf(line));
            case "toolCall" ->
                new ChatEvent.ToolCall(
                        number(value, "choice"),
                        number(value, "call"),
                        value.at("id").asString(),
                        value.at("name").asString());
            case "toolCallArguments" ->
                new ChatEvent.ToolCallArguments(number(value, "choice"), number(value, "call"), textOf(line));
            case "finished" ->
                new ChatEvent.Finished(
                        number(value, "choice"), reason(value.at("reason").asString()));
            case "usage" -> new ChatEvent.UsageReport(usage(value));
            case "completed" -> new ChatEvent.Completed();
            case "failed" -> new ChatEvent.Failed(FailureLines.read(value));
            default -> throw new IllegalArgumentException("no canonical chat event: " + word);
        };
    }

    private static int number(Json value, String key) {
        return (int) value.at(key).asLong();
    }

    private static FinishReason reason(String word) {
        return switch (word) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.other(word);
        };
    }

    private static Usage usage(Json value) {
        long absent = Usage.ABSENT;
        return new Usage(
                tokens(value, "prompt"),
                tokens(value, "completion"),
                tokens(value, "total"),
                tokens(value, "cached"),
                absent,
                tokens(value, "reasoning"),
                absent,
                absent,
                absent,
                absent,
                false);
    }

    private static long tokens(Json value, String key) {
        Json tokens = value.find(key);
        return tokens == null ? Usage.ABSENT : tokens.asLong();
    }
}
