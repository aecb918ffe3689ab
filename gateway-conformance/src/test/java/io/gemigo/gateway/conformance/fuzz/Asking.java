package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Asks questions made by chance, and judges what becomes of them. */
final class Asking {
    /** Models beside the provider's own: one that cannot stream. */
    static final Map<String, String> SETTINGS =
            Map.of("apiKey", "k", "models", "whole like qwen3-max streaming=never thinking=never");

    private Pipeline pipeline = new Pipeline(SETTINGS);
    private int asked;
    private int sent;

    /** Reads which field a refusal names. */
    interface Refusal {
        /** The field; fails if none is named, or if it is no error of the dialect. */
        String field(Json answer);
    }

    ModelTable models() {
        return pipeline.models();
    }

    /** Asks, and fails unless everything is as it must be. */
    void ask(Question question, byte[] body, Refusal refusal) {
        pipeline.forget();
        try {
            asked++;
            Pipeline.Reply reply = pipeline.ask(question.path, body);
            require(pipeline.bugs.isEmpty(), "exceptions " + pipeline.bugs);
            if (pipeline.sent.isEmpty()) {
                refused(question, reply, refusal);
                return;
            }
            sent++;
            require(reply.status == 0, "an answer before there is one: " + reply.text());
            Pipeline.Sent up = pipeline.last();
            UpstreamRules.check(up.body, up.streamed, question.card);
            Json before = up.body;
            answer(up);
            require(reply.status == 200, "status " + reply.status + ": " + reply.text());
            question.judge(before, new Told(reply.headers.get("x-gateway-warnings")));
            over(reply);
        } catch (Throwable finding) {
            String up =
                    pipeline.sent.isEmpty() ? "nothing" : pipeline.last().body.toString();
            // What the finding has left behind must not be found again.
            pipeline = new Pipeline(SETTINGS);
            throw new AssertionError(
                    finding.getMessage() + "\n" + question.path + "\n" + new String(body, StandardCharsets.UTF_8)
                            + "\nupstream: " + up,
                    finding);
        }
    }

    private void refused(Question question, Pipeline.Reply reply, Refusal refusal) {
        require(reply.status == 400, "status " + reply.status + ": " + reply.text());
        Json answer = Json.parse(unwrapped(reply.text()));
        String field = refusal.field(answer);
        require(question.mayBeRefused(field), "refused on account of " + field + ": " + answer);
        over(reply);
    }

    /** Without the list in which streams of GenAI wrap an error. */
    private static String unwrapped(String text) {
        String stripped = text.strip();
        return stripped.startsWith("[") ? stripped.substring(1, stripped.length() - 1) : stripped;
    }

    private void over(Pipeline.Reply reply) {
        require(reply.ended && !reply.cut, "the answer has no end");
        require(pipeline.usage.size() == 1, "usage records: " + pipeline.usage.size());
        require(pipeline.clock.pending() == 0, "timers left: " + pipeline.clock.pending());
        require(pipeline.active() == 0, "calls left: " + pipeline.active());
        for (Pipeline.Sent up : pipeline.sent) {
            require(up.held() == 0, "reads still held: " + up.held());
        }
    }

    /** Answers as an upstream would that has nothing more to say. */
    static void answer(Pipeline.Sent up) {
        String model = up.body.at("model").toString();
        if (up.streamed) {
            up.answer(
                    200,
                    "text/event-stream",
                    "data: {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":" + model
                            + ",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"ok\"},"
                            + "\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
        } else {
            up.answer(
                    200,
                    "application/json",
                    "{\"id\":\"1\",\"object\":\"chat.completion\",\"created\":1,\"model\":" + model
                            + ",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"ok\"},"
                            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,"
                            + "\"total_tokens\":2}}");
        }
    }

    /** Were nearly all refused, passing would say little. */
    void requireMostGoUp() {
        System.out.printf("%,d of %,d went up%n", sent, asked);
        require(sent * 10 > asked * 7 || asked < 10, "only " + sent + " of " + asked + " went up");
    }
}
