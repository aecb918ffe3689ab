package io.gemigo.gateway.conformance.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.http.HeaderList;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long silences of the upstream: comments on OpenAI streams, nothing at all on GenAI's, whose clients fail on them. */
class SilenceTest {
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Pipeline pipeline = new Pipeline(Map.of("apiKey", "k"));

    @ParameterizedTest
    @CsvSource({
        "OPENAI_STREAM, qwen3-max, 2", // relayed
        "OPENAI_STREAM, qwen3-max-alias, 2",
        "GENAI_STREAM,  qwen3-max, 0",
        "GENAI_ARRAY,   qwen3-max, 0",
    })
    void areBrokenWhereTheClientsBearIt(Asked asked, String model, int comments) {
        Pipeline.Reply reply = asked.ask(pipeline, model);
        pipeline.last().listener.head(200, new HeaderList().add("content-type", Upstream.EVENTS));
        pipeline.clock.advance(SILENCE);
        assertThat(reply.status).as("the head waits for the first event").isZero();
        pipeline.last().say(Upstream.text("one"));
        int before = reply.text().length();
        pipeline.clock.advance(SILENCE.multipliedBy(2));
        assertThat(reply.text().substring(before)).isEqualTo(": keep-alive\n\n".repeat(comments));
        pipeline.last().say(Upstream.end("stop"));
        pipeline.last().listener.end();
        assertThat(reply.ended).isTrue();
        assertThat(pipeline.clock.pending()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OPENAI", "GENAI"})
    void areSilentInAnswersOfOnePiece(Asked asked) {
        Pipeline.Reply reply = asked.ask(pipeline, "qwq-plus");
        assertThat(pipeline.last().streamed).isTrue();
        pipeline.last().listener.head(200, new HeaderList().add("content-type", Upstream.EVENTS));
        pipeline.last().say(Upstream.text("one"));
        pipeline.clock.advance(SILENCE.multipliedBy(2));
        assertThat(reply.status).isZero();
        pipeline.last().say(Upstream.end("stop"));
        pipeline.last().listener.end();
        assertThat(reply.json().members()).isNotEmpty();
        assertThat(pipeline.clock.pending()).isZero();
    }
}
