package io.gemigo.gateway.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.http.HeaderList;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of prompts and answers that the upstream's content inspection stops (§6.2, §6.3 of its contract). */
class ContentFilterTest {
    private static final String OPENAI_PROMPT =
            "{\"error\":{\"message\":\"The prompt was refused by content inspection.\",\"type\":\"invalid_request_error\","
                    + "\"param\":null,\"code\":\"content_filter\",\"requestId\":\"ID\"}}";
    private static final String OPENAI_ANSWER =
            "{\"error\":{\"message\":\"The answer was withheld by content inspection.\",\"type\":\"invalid_request_error\","
                    + "\"param\":null,\"code\":\"content_filter\",\"requestId\":\"ID\"}}";
    private static final String GENAI_PROMPT =
            "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"},COUNTS\"modelVersion\":\"qwen3-max\",\"responseId\":\"ID\"}";
    private static final String GENAI_ANSWER =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"TEXT\"}],\"role\":\"model\"},"
                    + "\"finishReason\":\"PROHIBITED_CONTENT\",\"index\":0}],COUNTS\"modelVersion\":\"qwen3-max\",\"responseId\":\"ID\"}";

    private final Pipeline pipeline = new Pipeline(Map.of("apiKey", "k"));

    /** The answer without ids and with a word for estimated counts, of which the prompt's is never missing. */
    private static String told(Pipeline.Reply reply) {
        return reply.text()
                .replace(String.valueOf(reply.headers.get("x-request-id")), "ID")
                .replaceFirst(
                        "\"usageMetadata\":\\{\"promptTokenCount\":[1-9]\\d*,(\"candidatesTokenCount\":\\d+,)?"
                                + "\"totalTokenCount\":[1-9]\\d*\\},",
                        "COUNTS")
                .strip();
    }

    private static String expected(Asked asked, String openAi, String genAi) {
        return switch (asked) {
            case OPENAI, OPENAI_STREAM -> openAi;
            case GENAI -> genAi;
            case GENAI_STREAM -> "data: " + genAi;
            case GENAI_ARRAY -> "[" + genAi + "]";
        };
    }

    @ParameterizedTest
    @CsvSource({"OPENAI, 400", "OPENAI_STREAM, 400", "GENAI, 200", "GENAI_STREAM, 200", "GENAI_ARRAY, 200"})
    void aBlockedPromptIsToldAsEachClientExpects(Asked asked, int status) {
        Pipeline.Reply reply = asked.ask(pipeline, "qwen3-max");
        pipeline.last()
                .answer(
                        400,
                        Upstream.JSON,
                        Upstream.error("data_inspection_failed", "Input text data may contain inappropriate content."));
        assertThat(reply.status).isEqualTo(status);
        assertThat(reply.ended).isTrue();
        assertThat(told(reply)).isEqualTo(expected(asked, OPENAI_PROMPT, GENAI_PROMPT));
        boolean counted = expected(asked, "", GENAI_PROMPT).contains("COUNTS");
        assertThat(String.valueOf(reply.headers.get("x-gateway-warnings"))
                        .contains("field=usageMetadata; action=estimated"))
                .isEqualTo(counted);
        assertThat(pipeline.usage).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"OPENAI, 400", "OPENAI_STREAM, 400", "GENAI, 200", "GENAI_STREAM, 200", "GENAI_ARRAY, 200"})
    void anAnswerWithheldWhollyIsToldAsEachClientExpects(Asked asked, int status) {
        Pipeline.Reply reply = asked.ask(pipeline, "qwen3-max");
        pipeline.last()
                .answer(
                        400,
                        Upstream.JSON,
                        Upstream.error("data_inspection_failed", "Output data may contain inappropriate content."));
        assertThat(reply.status).isEqualTo(status);
        assertThat(told(reply)).isEqualTo(expected(asked, OPENAI_ANSWER, GENAI_ANSWER.replace("TEXT", "")));
    }

    @ParameterizedTest
    @CsvSource({"OPENAI_STREAM", "GENAI_STREAM", "GENAI_ARRAY"})
    void anAnswerCutMidwayIsToldAsEachClientExpects(Asked asked) {
        Pipeline.Reply reply = asked.ask(pipeline, "qwen3-max");
        pipeline.last().listener.head(200, new HeaderList().add("content-type", Upstream.EVENTS));
        pipeline.last()
                .say(Upstream.text("one") + "data: "
                        + Upstream.error("data_inspection_failed", "Output data may contain inappropriate content.")
                        + "\n\ndata: [DONE]\n\n");
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.ended).isTrue();
        String whole = told(reply).replace("\"responseId\":\"chatcmpl-1\"", "\"responseId\":\"ID\"");
        String genAi = expected(asked, "", GENAI_ANSWER.replace("TEXT", "one"));
        switch (asked) {
            case OPENAI_STREAM -> {
                assertThat(reply.events()).hasSize(2);
                assertThat(reply.events().get(0)).contains("\"content\":\"one\"");
                assertThat(whole).endsWith("\n\ndata: " + OPENAI_ANSWER);
            }
            case GENAI_ARRAY -> assertThat(whole.replace("\n", "")).isEqualTo(genAi);
            case OPENAI, GENAI, GENAI_STREAM -> assertThat(whole).isEqualTo(genAi);
        }
        assertThat(pipeline.usage).hasSize(1);
        assertThat(pipeline.usage.get(0).usage().estimated()).isTrue();
    }
}
