package io.gemigo.gateway.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.protocol.OpenAiStreamRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An upstream that does not tell what was used: clients that ask read the gateway's guess, relayed or not. */
class UntoldUsageTest {
    /** One model relays, the other, which cannot do otherwise than stream, is translated. */
    private final Pipeline pipeline =
            new Pipeline(Map.of("apiKey", "k", "models", "streamer like qwen3-max streaming=required"));

    private static String end() {
        return Upstream.end("stop").substring(0, Upstream.end("stop").indexOf("data: {\"choices\":[],"));
    }

    @ParameterizedTest
    @CsvSource({"'data: [DONE]\n\n'", "''"})
    void streamsTellItBehindEverythingElse(String marker) {
        Pipeline.Reply reply = Asked.OPENAI_STREAM.ask(pipeline, "qwen3-max");
        pipeline.last().answer(200, Upstream.EVENTS, Upstream.text("twelve bytes") + end() + marker);
        List<Json> chunks = OpenAiStreamRules.check(reply.text(), true);
        Json usage = chunks.get(chunks.size() - 1).at("usage");
        assertThat(usage.at("completion_tokens").asLong()).isEqualTo(3);
        assertThat(pipeline.usage.get(0).usage().estimated()).isTrue();
        assertThat(pipeline.usage.get(0).usage().promptTokens())
                .isEqualTo(usage.at("prompt_tokens").asLong());
        assertThat(chunks.get(chunks.size() - 1).at("id")).isEqualTo(Json.parse("\"chatcmpl-1\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"qwen3-max", "streamer"})
    void answersInOnePieceTellIt(String model) {
        Pipeline.Reply reply = Asked.OPENAI.ask(pipeline, model);
        if (pipeline.last().streamed) {
            pipeline.last().answer(200, Upstream.EVENTS, Upstream.text("twelve bytes") + end() + "data: [DONE]\n\n");
        } else {
            pipeline.last()
                    .answer(
                            200,
                            Upstream.JSON,
                            Upstream.whole("twelve bytes").replace("\"usage\":" + Upstream.USAGE + ",", ""));
        }
        assertThat(reply.json().at("usage").at("completion_tokens").asLong()).isEqualTo(3);
        assertThat(pipeline.usage.get(0).usage().estimated()).isTrue();
    }
}
