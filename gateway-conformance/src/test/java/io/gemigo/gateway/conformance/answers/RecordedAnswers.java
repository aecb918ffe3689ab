package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of upstreams, as the transcripts have them. */
final class RecordedAnswers {
    private RecordedAnswers() {}

    /** Whole ones and what the chunks of streams come to; errors are left out. */
    static List<Json> ofChats() {
        List<Json> answers = new ArrayList<>();
        for (String dialect : List.of("dashscope", "openai")) {
            for (Transcript transcript : Transcripts.load(dialect)) {
                if (transcript.info().operation() == Operation.CHAT) {
                    add(transcript.response(), answers);
                }
            }
        }
        for (ExchangeTranscript exchange : Transcripts.loadExchanges("genai")) {
            if (exchange.info().operation() == Operation.CHAT) {
                add(exchange.upstreamResponse(), answers);
            }
        }
        if (answers.size() < 20) {
            throw new AssertionError("only " + answers.size() + " answers");
        }
        return answers;
    }

    private static void add(@Nullable HttpMessageText response, List<Json> answers) {
        if (response == null) {
            return;
        }
        String body = new String(response.body(), StandardCharsets.UTF_8).strip();
        if (body.startsWith("{")) {
            answer(Json.parse(body), answers);
            return;
        }
        List<Json> events = new ArrayList<>();
        for (String line : body.split("\\R")) {
            if (line.startsWith("data: {") && line.endsWith("}")) {
                events.add(Json.parse(line.substring("data: ".length())));
            }
        }
        events.removeIf(event -> !event.has("choices"));
        answer(Folded.of(events), answers);
    }

    private static void answer(Json answer, List<Json> answers) {
        if (answer.has("choices")) {
            answers.add(answer);
        }
    }
}
