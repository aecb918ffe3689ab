package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Cuts;
import io.gemigo.gateway.testkit.transcript.Mutations;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What must hold of one streamed answer. */
final class StreamChecks {
    private static final int DAMAGED = 400;
    private static final long SEED = 20261122L;

    private final UpstreamChat chat;

    StreamChecks(HttpProvider provider) {
        chat = provider.chat();
    }

    void meansTheSameHoweverCut(Transcript transcript) {
        byte[] body = transcript.response().body();
        Stream.concat(Stream.of(transcript.writeCut()), Cuts.of(body).complete())
                .forEach(cut -> Named.check(cut.name(), () -> {
                    RecordingSink sink = UpstreamAnswers.stream(chat, body, cut);
                    sink.assertEnded();
                    CanonicalEvents.assertSame(transcript.events(), sink.events());
                }));
    }

    void isNeverWholeWhenTruncated(Transcript transcript) {
        byte[] body = transcript.response().body();
        RecordingSink whole = UpstreamAnswers.stream(chat, body, Cut.whole());
        List<Json> wholeLines = CanonicalEvents.lines(whole.events());
        Map<String, String> said = CanonicalEvents.texts(wholeLines);
        Cuts.of(body)
                .truncations()
                .forEach(cut -> Named.check(cut.name(), () -> {
                    RecordingSink sink = UpstreamAnswers.stream(chat, body, cut);
                    sink.assertEnded();
                    // Ended well is allowed only after a finish reason; RecordingSink holds completed() to that.
                    Failure failure = sink.failure();
                    if (failure != null && !failure.equals(whole.failure())) {
                        assertThat(failure).isInstanceOf(Failure.UpstreamMalformed.class);
                    }
                    CanonicalEvents.texts(CanonicalEvents.lines(sink.events()))
                            .forEach((what, text) ->
                                    assertThat(said.getOrDefault(what, "")).startsWith(text));
                }));
    }

    /** Each event missing in turn: among them the one with the finish reason, which no end mark makes up for. */
    void endsOnceWhenAnEventIsMissing(Transcript transcript) {
        List<byte[]> payloads = UpstreamAnswers.payloads(transcript.response().body());
        for (int i = 0; i < payloads.size(); i++) {
            List<byte[]> rest = new ArrayList<>(payloads);
            rest.remove(i);
            Named.check(
                    "without event " + i,
                    () -> UpstreamAnswers.stream(chat, UpstreamAnswers.eventStream(rest), Cut.whole())
                            .assertEnded());
        }
    }

    void endsOnceWhenDamaged(Transcript transcript) {
        Mutations.of(transcript.response().body(), SEED, DAMAGED)
                .forEach(body -> Named.check(
                        "damaged to " + new String(body, StandardCharsets.ISO_8859_1),
                        () -> UpstreamAnswers.stream(chat, body, Cut.whole()).assertEnded()));
    }
}
