package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Well-formed requests of GenAI's clients go up as what they mean, or are refused by the name of a field. */
class GenAiRequestFuzzTest {
    private final Asking asking = new Asking();

    @Test
    void everyRequestGoesUpOrIsRefusedByName() {
        Campaign.of("GenAI requests", "fuzz.requests", 1000).run(number -> {
            Dice dice = new Dice(number);
            Question question = GenAiRequests.make(dice, asking.models());
            asking.ask(question, Scribe.proto(question.body, dice), GenAiRequestFuzzTest::field);
        });
        asking.requireMostGoUp();
    }

    @Test
    void spellingMakesNoDifference() {
        Pipeline pipeline = new Pipeline(Asking.SETTINGS);
        Campaign.of("spellings", "fuzz.requests", 1000).run(number -> {
            Dice dice = new Dice(number);
            Question question = GenAiRequests.make(dice, pipeline.models());
            byte[] spelled = Scribe.proto(question.body, dice);
            Outcome one = outcome(pipeline, question, Scribe.plainly(question.body));
            Outcome other = outcome(pipeline, question, spelled);
            require(one.equals(other), one + "\nbecomes " + other + "\n" + new String(spelled, StandardCharsets.UTF_8));
        });
    }

    /** What goes up, or the refusal, and what is warned of. */
    private record Outcome(Json json, Set<String> warnings) {}

    private static Outcome outcome(Pipeline pipeline, Question question, byte[] body) {
        pipeline.forget();
        Pipeline.Reply reply = pipeline.ask(question.path, body);
        if (pipeline.sent.isEmpty()) {
            return new Outcome(Json.parse(reply.text().replaceAll("req_[0-9a-f]+", "id")), Set.of());
        }
        // A schema that is told in words is told as it was written.
        Json up =
                Json.parse(pipeline.last().body.toString().replaceAll("with nothing else: (\\\\.|[^\"\\\\])*", "so:"));
        Asking.answer(pipeline.last());
        Told told = new Told(reply.headers.get("x-gateway-warnings"));
        return new Outcome(up, told.complete() ? told.fields() : Set.of());
    }

    /** The field an error names. */
    private static String field(Json answer) {
        Json error = answer.at("error");
        require(error.at("code").asLong() == 400, "code " + error);
        require(error.at("status").asString().equals("INVALID_ARGUMENT"), "status " + error);
        Json violation = error.at("details").at(0).at("fieldViolations").at(0);
        return violation.at("field").asString();
    }
}
