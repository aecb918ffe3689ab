package io.gemigo.gateway.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.protocol.OpenAiAnswers;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded answer says the same to all who ask for it, whether it is relayed or translated. */
class RecordedAnswersAgreeTest {
    private static final byte[] QUESTION =
            "{\"model\":\"qwen3-max\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}"
                    .getBytes(StandardCharsets.UTF_8);

    private final Hearing hearing = new Hearing();

    private static Stream<Transcript> answers(boolean streamed) {
        return Stream.of("dashscope", "openai")
                .flatMap(dialect -> Transcripts.load(dialect).stream())
                .filter(transcript -> transcript.response().status() == 200
                        && transcript.response().isEventStream() == streamed);
    }

    static Stream<Transcript> streams() {
        return answers(true);
    }

    static Stream<Transcript> pieces() {
        return answers(false)
                .filter(transcript ->
                        new String(transcript.response().body(), StandardCharsets.UTF_8).contains("\"choices\""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("streams")
    void streamsSayTheSame(Transcript transcript) {
        byte[] stream = transcript.response().body();
        Heard relayed = hear(Caller.OPENAI_RELAY, stream);
        Heard google = hear(Caller.GENAI_EVENTS, stream);
        assertThat(relayed.isUnreadable() || google.isUnreadable()).isFalse();
        for (Caller caller : Caller.values()) {
            Heard expected = caller.google() ? google : relayed;
            Heard heard = hear(caller, stream);
            if (expected.failed()) {
                // In one piece there is no telling of what came before.
                assertThat(heard.failed()).as(caller.name()).isTrue();
                continue;
            }
            boolean counted = !expected.usage().isEmpty() && !heard.usage().isEmpty();
            assertThat(counted ? heard.soundCalls() : heard.soundCalls().withoutUsage())
                    .as(caller.name())
                    .isEqualTo(
                            counted
                                    ? expected.soundCalls()
                                    : expected.soundCalls().withoutUsage());
        }
        if (!relayed.texts().containsKey("refusal0") && relayed.whole()) {
            assertThat(google.texts()).isEqualTo(relayed.texts());
            assertThat(google.finishes().keySet()).isEqualTo(relayed.finishes().keySet());
        }
    }

    /** Read at once, and byte by byte. */
    private Heard hear(Caller caller, byte[] stream) {
        int[] everywhere = IntStream.range(1, stream.length).toArray();
        Heard cut = hearing.hear(caller, new Hearing.Arrival(stream, everywhere, false))
                .heard();
        Heard whole = hearing.hear(caller, new Hearing.Arrival(stream, new int[0], false))
                .heard();
        assertThat(cut).as(caller + ", byte by byte").isEqualTo(whole);
        return whole;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pieces")
    void piecesSayTheSame(Transcript transcript) {
        byte[] answer = transcript.response().body();
        Heard relayed = hear(new Pipeline(Asking.SETTINGS), answer);
        Heard translated = hear(RelayAgreesTest.translating(), answer);
        assertThat(relayed.whole()).isTrue();
        assertThat(translated).isEqualTo(relayed);
    }

    private static Heard hear(Pipeline pipeline, byte[] answer) {
        Pipeline.Reply reply = pipeline.ask(Pipeline.OPENAI, QUESTION);
        Pipeline.Sent up = pipeline.last();
        assertThat(up.streamed).isFalse();
        up.head(200, "application/json");
        up.say(answer);
        up.listener.end();
        assertThat(pipeline.bugs).isEmpty();
        assertThat(reply.status).isEqualTo(200);
        return Heard.of(List.copyOf(new OpenAiAnswers().read(false, reply.bytes())));
    }
}
