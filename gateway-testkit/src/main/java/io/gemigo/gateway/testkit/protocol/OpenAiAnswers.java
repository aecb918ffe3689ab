package io.gemigo.gateway.testkit.protocol;

import static io.gemigo.gateway.testkit.transcript.CanonicalEvents.line;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads chat completions as OpenAI's clients do: whole is a stream with {@code [DONE]}, or one JSON object. */
public final class OpenAiAnswers implements AnswerReader {
    /** A reader; stateless, thread-safe. */
    public OpenAiAnswers() {}

    @Override
    public List<Json> read(boolean eventStream, byte[] body) {
        Reading reading = new Reading();
        if (eventStream) {
            for (String payload : Bodies.events(body)) {
                reading.event(payload);
            }
        } else {
            Json answer = Bodies.json(Bodies.text(body));
            if (answer != null && answer.has("error")) {
                reading.error(answer.at("error"));
            } else if (answer != null) {
                reading.answer(answer, "message");
                reading.lines.add(line("completed"));
            }
        }
        return CanonicalEvents.merge(reading.lines);
    }

    private static final class Reading {
        private final List<Json> lines = new ArrayList<>();
        private final Set<String> calls = new HashSet<>();
        private boolean started;

        void event(String payload) {
            if (payload.equals("[DONE]")) {
                lines.add(line("completed"));
                return;
            }
            Json chunk = Json.parse(payload);
            if (chunk.has("error")) {
                error(chunk.at("error"));
            } else {
                answer(chunk, "delta");
            }
        }

        void error(Json error) {
            lines.add(line("failed", "type", error.at("type"), "code", error.at("code")));
        }

        void answer(Json answer, String member) {
            if (!started) {
                started = true;
                lines.add(line("started", "id", answer.at("id").asString()));
            }
            for (Json choice : answer.at("choices").elements()) {
                long index = choice.at("index").asLong();
                Json message = choice.find(member);
                if (message != null) {
                    message(index, message);
                }
                String reason = text(choice, "finish_reason");
                if (reason != null) {
                    lines.add(line("finished", "choice", index, "reason", reason));
                }
            }
            Json usage = answer.find("usage");
            if (usage != null && usage.kind() == Json.Kind.OBJECT) {
                usage(usage);
            }
        }

        private void message(long choice, Json message) {
            delta("thinking", choice, text(message, "reasoning_content"));
            delta("text", choice, text(message, "content"));
            delta("refusal", choice, text(message, "refusal"));
            Json toolCalls = message.find("tool_calls");
            if (toolCalls == null || toolCalls.kind() != Json.Kind.ARRAY) {
                return;
            }
            long position = 0;
            for (Json toolCall : toolCalls.elements()) {
                Json index = toolCall.find("index");
                toolCall(choice, index == null ? position : index.asLong(), toolCall);
                position++;
            }
        }

        private void toolCall(long choice, long call, Json toolCall) {
            Json function = toolCall.at("function");
            if (calls.add(choice + "/" + call)) {
                lines.add(line(
                        "toolCall",
                        "choice",
                        choice,
                        "call",
                        call,
                        "id",
                        toolCall.at("id").asString(),
                        "name",
                        function.at("name").asString()));
            }
            String arguments = text(function, "arguments");
            if (arguments != null) {
                lines.add(line("toolCallArguments", "choice", choice, "call", call, "json", arguments));
            }
        }

        private void delta(String word, long choice, @Nullable String text) {
            if (text != null) {
                lines.add(line(word, "choice", choice, "text", text));
            }
        }

        private void usage(Json usage) {
            Map<String, Json> counts = new LinkedHashMap<>();
            put(counts, "prompt", usage.find("prompt_tokens"));
            put(counts, "completion", usage.find("completion_tokens"));
            put(counts, "total", usage.find("total_tokens"));
            put(counts, "cached", inner(usage, "prompt_tokens_details", "cached_tokens"));
            put(counts, "reasoning", inner(usage, "completion_tokens_details", "reasoning_tokens"));
            lines.add(new Json.ObjectValue(Map.of("usage", new Json.ObjectValue(counts))));
        }

        private static void put(Map<String, Json> counts, String key, @Nullable Json count) {
            if (count != null && count.kind() == Json.Kind.NUMBER) {
                counts.put(key, count);
            }
        }

        private static @Nullable Json inner(Json usage, String details, String key) {
            Json object = usage.find(details);
            return object == null ? null : object.find(key);
        }

        private static @Nullable String text(Json object, String key) {
            Json value = object.find(key);
            return value == null || value.kind() != Json.Kind.STRING ? null : value.asString();
        }
    }
}
