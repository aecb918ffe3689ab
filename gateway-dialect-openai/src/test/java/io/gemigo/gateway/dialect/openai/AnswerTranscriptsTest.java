package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Cuts;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The transcripts of the dialect itself; what an error in them means is for providers to say. */
class AnswerTranscriptsTest {
    static Stream<Transcript> streams() {
        return answers("stream");
    }

    static Stream<Transcript> unary() {
        return answers("unary");
    }

    private static Stream<Transcript> answers(String tag) {
        return Transcripts.load("openai").stream()
                .filter(transcript -> transcript.info().operation() == Operation.CHAT && transcript.is(tag))
                .filter(transcript -> transcript.response().status() == 200);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void readsAStreamHoweverItIsCut(Transcript transcript) {
        byte[] body = transcript.response().body();
        Cuts.of(body).complete().forEach(cut -> check(transcript, Decoding.stream(body, cut)));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aTruncatedStreamIsWholeOnlyOnceAChoiceHasFinished(Transcript transcript) {
        byte[] body = transcript.response().body();
        Cuts.of(body).truncations().forEach(cut -> {
            RecordingSink sink = Decoding.stream(body, cut);
            assertThat(sink.endedWell() && !sink.anyFinished()).as(cut.name()).isFalse();
        });
    }

    @ParameterizedTest
    @MethodSource("unary")
    void readsAnAnswerInOnePiece(Transcript transcript) {
        check(transcript, Decoding.unary(transcript.response().bodyText()));
    }

    private static void check(Transcript transcript, RecordingSink sink) {
        List<Json> expected = transcript.events();
        List<ChatEvent> events = sink.events();
        int last = expected.size() - 1;
        assertThat(sink.endedWell()).isEqualTo(expected.get(last).has("completed"));
        List<Json> said = CanonicalEvents.lines(events.subList(0, events.size() - 1));
        JsonAssert.assertSame(new Json.ArrayValue(expected.subList(0, last)), new Json.ArrayValue(said));
    }
}
