package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Cuts;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
        check(transcript, Decoding.stream(body, Cut.whole()), "whole");
        Cuts.of(body).complete().forEach(cut -> check(transcript, Decoding.stream(body, cut), cut.name()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aTruncatedStreamIsWholeOnlyOnceEveryChoiceHasFinished(Transcript transcript) {
        byte[] body = transcript.response().body();
        Cuts.of(body).truncations().forEach(cut -> {
            EventLog log = Decoding.stream(body, cut);
            long finished = log.events().stream()
                    .filter(event -> event.kind() == ChatEvent.Kind.FINISHED)
                    .count();
            if (log.completed()) {
                assertThat(finished).as(cut.name()).isPositive();
            }
            if (finished == 0) {
                assertThat(log.failure().kind().name()).as(cut.name()).matches("UPSTREAM_MALFORMED|INTERNAL");
            }
        });
    }

    @ParameterizedTest
    @MethodSource("unary")
    void readsAnAnswerInOnePiece(Transcript transcript) {
        EventLog log = new EventLog();
        new ChatCompletionDecoder(Decoding.ERRORS)
                .body(Window.of(transcript.response().body()), log.sink(), null);
        check(transcript, log, "whole");
    }

    @ParameterizedTest
    @MethodSource("streams")
    void relayAndTranslationSayTheSame(Transcript transcript) {
        EventLog log = new EventLog();
        byte[] body = transcript.response().body();
        if (!transcript.is("framing")) {
            Decoding.relay(new RelayEdits("asked", true), log, body);
            assertThat(Decoding.stream(body, Cut.whole()).lines())
                    .startsWith(log.lines().toArray(new Json[0]));
        }
    }

    private static void check(Transcript transcript, EventLog log, String how) {
        List<Json> expected = transcript.events();
        List<Json> actual = log.lines();
        assertThat(actual).as("%s, %s", transcript, how).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            if (i < expected.size() - 1) {
                JsonAssert.assertIncludes(expected.get(i), actual.get(i));
            } else {
                assertThat(log.completed())
                        .as("%s, %s", transcript, how)
                        .isEqualTo(expected.get(i).toString().contains("completed"));
            }
        }
    }
}
