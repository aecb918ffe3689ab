package io.gemigo.gateway.testkit.protocol;

import static io.gemigo.gateway.testkit.transcript.CanonicalEvents.line;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads generated content as Google's clients do. A stream has no end mark: it is whole once each candidate has a finish
 * reason, and an array only with its closing bracket; an error makes it failed, wherever it stands.
 */
public final class GenAiAnswers implements AnswerReader {
    /** How an answer tells that a content inspection has cut it off; clients branch on it as on an error. */
    private static final String WITHHELD = "PROHIBITED_CONTENT";

    /** A reader; stateless, thread-safe. */
    public GenAiAnswers() {}

    @Override
    public List<Json> read(boolean eventStream, byte[] body) {
        Reading reading = new Reading();
        boolean closed = true;
        if (eventStream) {
            Bodies.events(body).forEach(payload -> reading.answer(Json.parse(payload)));
        } else {
            String text = Bodies.text(body);
            Json whole = Bodies.json(text);
            if (text.startsWith("[")) {
                Bodies.elements(text).forEach(reading::answer);
                closed = whole != null;
            } else if (whole != null) {
                reading.answer(whole);
            }
        }
        return CanonicalEvents.merge(reading.end(closed));
    }

    private static final class Reading {
        private final List<Json> lines = new ArrayList<>();
        private final Map<Long, Integer> calls = new HashMap<>();
        private final Set<Long> open = new HashSet<>();
        private boolean started;
        private boolean finished;
        private @Nullable Json error;

        void answer(Json answer) {
            Json problem = answer.find("error");
            if (problem != null) {
                error = line("failed", "answer", problem.at("code"), "status", problem.at("status"));
                return;
            }
            Json id = answer.find("responseId");
            if (!started && id != null) {
                started = true;
                lines.add(line("started", "id", id.asString()));
            }
            Json feedback = answer.find("promptFeedback");
            if (feedback != null && feedback.has("blockReason")) {
                error = line("failed", "reason", feedback.at("blockReason"));
            }
            Json candidates = answer.find("candidates");
            if (candidates != null) {
                candidates.elements().forEach(this::candidate);
            }
            Json usage = answer.find("usageMetadata");
            if (usage != null) {
                usage(usage);
            }
        }

        private void candidate(Json candidate) {
            Json index = candidate.find("index");
            long choice = index == null ? 0 : index.asLong();
            open.add(choice);
            Json content = candidate.find("content");
            Json parts = content == null ? null : content.find("parts");
            if (parts != null) {
                parts.elements().forEach(part -> part(choice, part));
            }
            Json reason = candidate.find("finishReason");
            if (reason != null) {
                open.remove(choice);
                finished = true;
                if (reason.asString().equals(WITHHELD)) {
                    error = line("failed", "reason", WITHHELD);
                }
                lines.add(line("finished", "choice", choice, "reason", reason.asString()));
            }
        }

        private void part(long choice, Json part) {
            Json text = part.find("text");
            if (text != null) {
                Json thought = part.find("thought");
                String word = thought != null && thought.asBoolean() ? "thinking" : "text";
                lines.add(line(word, "choice", choice, "text", text.asString()));
            }
            Json call = part.find("functionCall");
            if (call != null) {
                int number = calls.merge(choice, 1, Integer::sum) - 1;
                Json id = call.find("id");
                lines.add(line(
                        "toolCall",
                        "choice",
                        choice,
                        "call",
                        number,
                        "id",
                        id == null ? "" : id.asString(),
                        "name",
                        call.at("name").asString()));
                Json arguments = call.find("args");
                lines.add(line(
                        "toolCallArguments",
                        "choice",
                        choice,
                        "call",
                        number,
                        "json",
                        arguments == null ? "" : arguments.toString()));
            }
        }

        private void usage(Json usage) {
            Map<String, Json> counts = new LinkedHashMap<>();
            for (Map.Entry<String, Json> count : usage.members().entrySet()) {
                if (count.getValue().kind() == Json.Kind.NUMBER) {
                    counts.put(count.getKey(), count.getValue());
                }
            }
            lines.add(new Json.ObjectValue(Map.of("usage", new Json.ObjectValue(counts))));
        }

        List<Json> end(boolean closed) {
            if (error != null) {
                lines.add(error);
            } else if (closed && finished && open.isEmpty()) {
                lines.add(line("completed"));
            }
            return lines;
        }
    }
}
