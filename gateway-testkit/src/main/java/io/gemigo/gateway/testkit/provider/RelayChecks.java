package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.provider.UpstreamAnswers.Relayed;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What must hold of what a relay passes on. */
final class RelayChecks {
    private final ProviderTck tck;
    private final UpstreamChat chat;

    RelayChecks(ProviderTck tck) {
        this.tck = tck;
        chat = tck.provider().chat();
    }

    void keepsWhatEventsMean(Transcript transcript) {
        byte[] body = transcript.response().body();
        for (boolean usageWanted : new boolean[] {true, false}) {
            Stream.of(Cut.whole(), Cut.whole().padded(7), Cut.oneByteAtATime(body.length), transcript.writeCut())
                    .forEach(cut -> Named.check(cut.name() + ", usage wanted: " + usageWanted, () -> {
                        Relayed relayed =
                                UpstreamAnswers.relayStream(chat, body, cut, ProviderTck.CLIENT_MODEL, usageWanted);
                        relayed.heard().assertEnded();
                        CanonicalEvents.assertSame(
                                transcript.events(), relayed.heard().events());
                        relayed.payloads().forEach(payload -> payload(payload, usageWanted));
                        sameAgain(relayed, usageWanted);
                    }));
        }
    }

    private void payload(byte[] payload, boolean usageWanted) {
        if (!tck.isJson(payload)) {
            return;
        }
        Json event = Json.parse(payload);
        String model = tck.modelNamed(event);
        if (model != null) {
            assertThat(model).isEqualTo(ProviderTck.CLIENT_MODEL);
        }
        if (!usageWanted) {
            assertThat(tck.tellsUsage(event)).as("usage in %s", event).isFalse();
        }
    }

    /** What a client reads means what the gateway has read; but for the end, which core writes. */
    private void sameAgain(Relayed relayed, boolean usageWanted) {
        RecordingSink again =
                UpstreamAnswers.stream(chat, UpstreamAnswers.eventStream(relayed.payloads()), Cut.whole());
        again.assertSound();
        assertThat(again.endedWell()).isEqualTo(relayed.heard().endedWell());
        JsonAssert.assertSame(content(relayed.heard(), usageWanted), content(again, usageWanted));
    }

    private static Json content(RecordingSink sink, boolean usageWanted) {
        List<Json> lines = new ArrayList<>(CanonicalEvents.lines(sink.events()));
        lines.removeIf(line -> line.has("completed") || line.has("failed") || !usageWanted && line.has("usage"));
        return new Json.ArrayValue(CanonicalEvents.merge(lines));
    }

    void keepsWhatAnswersMean(Transcript transcript) {
        byte[] body = transcript.response().body();
        for (int padding : new int[] {0, 7}) {
            Relayed relayed =
                    UpstreamAnswers.relayUnary(chat, body, Cut.whole().padded(padding), ProviderTck.CLIENT_MODEL);
            relayed.heard().assertEnded();
            CanonicalEvents.assertSame(transcript.events(), relayed.heard().events());
            byte[] answer = relayed.payloads().get(0);
            payload(answer, true);
            assertThat(tck.modelNamed(Json.parse(answer))).isIn(ProviderTck.CLIENT_MODEL, null);
            RecordingSink again = UpstreamAnswers.unary(chat, answer, Cut.whole());
            again.assertEnded();
            CanonicalEvents.assertSame(transcript.events(), again.events());
        }
    }
}
