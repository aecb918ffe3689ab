package io.gemigo.gateway.conformance.fuzz;

import static io.gemigo.gateway.conformance.fuzz.Question.require;

import io.gemigo.gateway.testkit.json.Json;
import org.junit.jupiter.api.Test;

/** Well-formed requests of OpenAI's clients go up as what they mean, or are refused by the name of a field. */
class OpenAiRequestFuzzTest {
    private final Asking asking = new Asking();

    @Test
    void everyRequestGoesUpOrIsRefusedByName() {
        Campaign.of("OpenAI requests", "fuzz.requests", 1000).run(number -> {
            Dice dice = new Dice(number);
            Question question = OpenAiRequests.make(dice, asking.models());
            asking.ask(question, Scribe.json(question.body, dice), OpenAiRequestFuzzTest::field);
        });
        asking.requireMostGoUp();
    }

    /** The field an error names. */
    private static String field(Json answer) {
        Json error = answer.at("error");
        require(error.at("type").asString().equals("invalid_request_error"), "type " + error);
        require(error.has("code") && error.has("requestId"), "no error of the dialect " + error);
        return error.at("param").asString();
    }
}
