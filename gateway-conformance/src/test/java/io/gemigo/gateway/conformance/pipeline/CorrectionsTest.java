package io.gemigo.gateway.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.testkit.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Models that are not what their cards say are asked once more, and then known (§5 of the upstream's contract). */
class CorrectionsTest {
    private static final String STREAM_ONLY =
            "<400> InternalError.Algo.InvalidParameter: This model only support stream mode, please enable the stream parameter";
    private static final String FALSE_FOR_UNARY =
            "parameter.enable_thinking must be set to false for non-streaming calls";

    private final Pipeline pipeline = new Pipeline(Map.of("apiKey", "k", "models", "other thinking=unknown"));

    private void refuse(String message) {
        pipeline.last().answer(400, Upstream.JSON, Upstream.error("invalid_parameter_error", message));
        pipeline.clock.runDue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Asked.class,
            names = {"OPENAI", "GENAI"})
    void oneThatOnlyStreamsIsStreamedAndFolded(Asked asked) {
        Pipeline.Reply reply = asked.ask(pipeline, "qwen3.7-max");
        assertThat(pipeline.last().streamed).isFalse();
        refuse(STREAM_ONLY);
        assertThat(pipeline.last().streamed).isTrue();
        pipeline.last().answer(200, Upstream.EVENTS, Upstream.text("one") + Upstream.end("stop"));
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text()).contains("\"one\"");
        assertThat(pipeline.usage).extracting(UsageRecord::attempts).containsExactly(2);
        asked.ask(pipeline, "qwen3.7-max");
        assertThat(pipeline.last().streamed).isTrue();
        assertThat(pipeline.sent).hasSize(3);
    }

    @Test
    void oneThatThinksUnaskedIsToldNotTo() {
        Pipeline.Reply reply = Asked.OPENAI.ask(pipeline, "other");
        assertThat(pipeline.last().body.has("enable_thinking")).isFalse();
        refuse(FALSE_FOR_UNARY);
        assertThat(pipeline.last().streamed).isFalse();
        assertThat(pipeline.last().body.at("enable_thinking")).isEqualTo(Json.parse("false"));
        pipeline.last().answer(200, Upstream.JSON, Upstream.whole("one"));
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.headers.get("x-gateway-warnings")).isNull();
    }

    @Test
    void oneThatCannotThinkLosesTheWishWithAWarning() {
        Pipeline.Reply reply = Asked.OPENAI_STREAM.ask(pipeline, "qwen3-max", "\"reasoning_effort\":\"low\",");
        assertThat(pipeline.last().body.at("enable_thinking")).isEqualTo(Json.parse("true"));
        refuse("The model qwen3-max does not support enable_thinking.");
        assertThat(pipeline.last().body.has("enable_thinking")).isFalse();
        assertThat(pipeline.last().body.has("thinking_budget")).isFalse();
        pipeline.last().answer(200, Upstream.EVENTS, Upstream.text("one") + Upstream.end("stop"));
        assertThat(reply.headers.get("x-gateway-warnings")).isEqualTo("openai; field=reasoning_effort; action=ignored");
    }

    @Test
    void warningsAreThoseOfTheCallThatWasAnswered() {
        Pipeline.Reply reply = Asked.OPENAI.ask(pipeline, "qwen3.7-max", "\"reasoning_effort\":\"none\",");
        assertThat(pipeline.last().body.at("enable_thinking")).isEqualTo(Json.parse("false"));
        refuse("The value of the enable_thinking parameter is restricted to True.");
        assertThat(pipeline.last().streamed).isTrue();
        assertThat(pipeline.last().body.has("enable_thinking")).isFalse();
        pipeline.last().answer(200, Upstream.EVENTS, Upstream.text("one") + Upstream.end("stop"));
        assertThat(reply.headers.get("x-gateway-warnings")).isEqualTo("openai; field=reasoning_effort; action=ignored");
    }

    @ParameterizedTest
    @EnumSource(
            value = Asked.class,
            names = {"OPENAI_STREAM", "GENAI_STREAM"})
    void levelsOfThinkingStandForTheBudgetsConfigured(Asked asked) {
        Pipeline own = new Pipeline(Map.of("apiKey", "k", "lowThinkingBudget", "7"));
        String low = asked == Asked.GENAI_STREAM
                ? "\"generationConfig\":{\"thinkingConfig\":{\"thinkingLevel\":\"LOW\"}},"
                : "\"reasoning_effort\":\"low\",";
        asked.ask(own, "qwen3-max", low);
        assertThat(own.last().body.at("enable_thinking")).isEqualTo(Json.parse("true"));
        assertThat(own.last().body.at("thinking_budget")).isEqualTo(Json.parse("7"));
    }

    @Test
    void aBudgetOverTheModelsHighestIsAskedAgainWithThat() {
        Pipeline.Reply reply = Asked.GENAI_STREAM.ask(
                pipeline, "qwen3-max", "\"generationConfig\":{\"thinkingConfig\":{\"thinkingBudget\":50000}},");
        assertThat(pipeline.last().body.at("thinking_budget")).isEqualTo(Json.parse("50000"));
        refuse("The thinking_budget parameter must be a positive integer and not greater than 38912");
        assertThat(pipeline.last().body.at("thinking_budget")).isEqualTo(Json.parse("38912"));
        pipeline.last().answer(200, Upstream.EVENTS, Upstream.text("one") + Upstream.end("stop"));
        assertThat(reply.headers.get("x-gateway-warnings"))
                .isEqualTo("genai; field=generationConfig.thinkingConfig; action=capped");
    }

    @Test
    void aSecondRefusalIsTheLastWord() {
        Pipeline.Reply reply = Asked.OPENAI.ask(pipeline, "qwen3.7-max");
        refuse(STREAM_ONLY);
        refuse("The value of the enable_thinking parameter is restricted to True.");
        assertThat(pipeline.sent).hasSize(2);
        assertThat(reply.status).isEqualTo(400);
        assertThat(pipeline.usage).hasSize(1);
    }

    @Test
    void aFifthStopSequenceOfAGenAiClientEndsTheAnswerHere() {
        Pipeline.Reply reply = Asked.GENAI_STREAM.ask(
                pipeline,
                "qwen3-max",
                "\"generationConfig\":{\"stopSequences\":[\"a1\",\"a2\",\"a3\",\"a4\",\"END\"]},");
        assertThat(pipeline.last().body.at("stop")).isEqualTo(Json.parse("[\"a1\",\"a2\",\"a3\",\"a4\"]"));
        pipeline.last()
                .answer(
                        200,
                        Upstream.EVENTS,
                        Upstream.text("one E") + Upstream.text("ND two") + Upstream.end("length"));
        assertThat(reply.text())
                .contains("\"one \"")
                .contains("\"finishReason\":\"STOP\"")
                .doesNotContain("two");
        assertThat(pipeline.usage.get(0).usage().estimated()).isTrue();
    }
}
