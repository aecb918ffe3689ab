package io.gemigo.gateway.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that cannot stream serves streaming calls in one chunk. */
class WholeAnswersTest {
    private static final String GENAI_ANSWER =
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"all of it\"}],\"role\":\"model\"},\"finishReason\":\"STOP\","
                    + "\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":4,\"totalTokenCount\":12,"
                    + "\"cachedContentTokenCount\":2,\"thoughtsTokenCount\":3,\"promptTokensDetails\":["
                    + "{\"modality\":\"TEXT\",\"tokenCount\":1},{\"modality\":\"IMAGE\",\"tokenCount\":2},"
                    + "{\"modality\":\"AUDIO\",\"tokenCount\":1},{\"modality\":\"VIDEO\",\"tokenCount\":1}]},"
                    + "\"modelVersion\":\"whole\",\"responseId\":\"chatcmpl-1\"}";

    private final Pipeline pipeline =
            new Pipeline(Map.of("apiKey", "k", "models", "whole like qwen3-max streaming=never thinking=never"));

    @ParameterizedTest
    @EnumSource(Asked.class)
    void theUpstreamIsNeverAskedToStream(Asked asked) {
        Pipeline.Reply reply = asked.ask(pipeline, "whole");
        assertThat(pipeline.last().streamed).isFalse();
        assertThat(pipeline.last().body)
                .isEqualTo(Json.parse("{\"model\":\"whole\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"));
        pipeline.last().answer(200, Upstream.JSON, Upstream.whole("all of it"));
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.ended).isTrue();
        assertThat(pipeline.usage).hasSize(1);
    }

    @Test
    void anOpenAiClientReadsOneChunkOfTextAndTheEnd() {
        Pipeline.Reply reply = Asked.OPENAI_STREAM.ask(pipeline, "whole");
        pipeline.last().answer(200, Upstream.JSON, Upstream.whole("all of it"));
        assertThat(reply.headers.get("content-type")).isEqualTo("text/event-stream; charset=utf-8");
        List<String> events = reply.events();
        assertThat(events).hasSize(5);
        assertThat(Json.parse(events.get(0)).at("choices").at(0).at("delta"))
                .isEqualTo(Json.parse("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}"));
        assertThat(Json.parse(events.get(1)).at("choices").at(0).at("delta"))
                .isEqualTo(Json.parse("{\"content\":\"all of it\"}"));
        assertThat(Json.parse(events.get(2)).at("choices"))
                .isEqualTo(Json.parse("[{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\"stop\"}]"));
        assertThat(Json.parse(events.get(3)).at("usage"))
                .isEqualTo(Json.parse(
                        "{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12,\"prompt_tokens_details\":{\"cached_tokens\":2,"
                                + "\"cache_write_tokens\":1,\"text_tokens\":1,\"image_tokens\":2,\"audio_tokens\":1,\"video_tokens\":1},"
                                + "\"completion_tokens_details\":{\"reasoning_tokens\":3}}"));
        assertThat(events.get(4)).isEqualTo("[DONE]");
    }

    @Test
    void aGenAiClientReadsOneChunkThatEnds() {
        Pipeline.Reply events = Asked.GENAI_STREAM.ask(pipeline, "whole");
        pipeline.last().answer(200, Upstream.JSON, Upstream.whole("all of it"));
        assertThat(events.headers.get("content-type")).isEqualTo("text/event-stream");
        assertThat(events.text()).isEqualTo("data: " + GENAI_ANSWER + "\r\n\r\n");
        Pipeline.Reply array = Asked.GENAI_ARRAY.ask(pipeline, "whole");
        pipeline.last().answer(200, Upstream.JSON, Upstream.whole("all of it"));
        assertThat(array.text()).isEqualTo("[" + GENAI_ANSWER + "\n]");
    }

    @ParameterizedTest
    @EnumSource(
            value = Asked.class,
            names = {"OPENAI_STREAM", "GENAI_STREAM"})
    void anErrorIsStillARealStatus(Asked asked) {
        Pipeline.Reply reply = asked.ask(pipeline, "whole");
        pipeline.last().answer(200, Upstream.JSON, "<html>busy</html>");
        assertThat(reply.status).isIn(500, 502);
        assertThat(reply.headers.get("content-type")).startsWith("application/json");
        assertThat(reply.text()).doesNotContain("busy").doesNotContain("data:");
    }
}
