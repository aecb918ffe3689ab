package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Cuts;
import io.gemigo.gateway.testkit.transcript.Mutations;
import io.gemigo.gateway.testkit.transcript.Transcript;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What must hold of one answer in one piece. */
final class UnaryChecks {
    private static final int DAMAGED = 400;
    private static final long SEED = 20261122L;
    private static final String[] NO_ANSWERS = {
        "",
        " ",
        "null",
        "0",
        "\"text\"",
        "[]",
        "{}",
        "[{}]",
        "{\"choices\":[]}",
        "{\"choices\":null}",
        "{\"choices\":{}}",
        "{\"choices\":[{}]}",
        "{\"candidates\":[]}",
        "<html><body>Bad gateway</body></html>",
        "{\"error\":{\"message\":\"no\"}}",
        "\u0000",
        "{} {}"
    };

    private final UpstreamChat chat;

    UnaryChecks(HttpProvider provider) {
        chat = provider.chat();
    }

    void meansWhatTheTranscriptSays(Transcript transcript) {
        byte[] body = transcript.response().body();
        for (int padding : new int[] {0, 1, 64}) {
            Named.check("padded by " + padding, () -> {
                RecordingSink sink =
                        UpstreamAnswers.unary(chat, body, Cut.whole().padded(padding));
                sink.assertEnded();
                CanonicalEvents.assertSame(transcript.events(), sink.events());
            });
        }
    }

    void failsWhenTruncated(Transcript transcript) {
        String text = transcript.response().bodyText();
        byte[] body = text.stripTrailing().getBytes(StandardCharsets.UTF_8);
        Cuts.of(body)
                .truncations()
                .forEach(cut -> Named.check(cut.name(), () -> {
                    RecordingSink sink = UpstreamAnswers.unary(chat, body, cut.padded(3));
                    sink.assertEnded();
                    assertThat(sink.failure()).isInstanceOf(Failure.UpstreamMalformed.class);
                }));
    }

    void endsOnceWhenDamaged(Transcript transcript) {
        Mutations.of(transcript.response().body(), SEED, DAMAGED)
                .forEach(body -> Named.check(
                        "damaged to " + new String(body, StandardCharsets.ISO_8859_1),
                        () -> UpstreamAnswers.unary(chat, body, Cut.whole()).assertEnded()));
    }

    Stream<DynamicTest> noAnswers() {
        return Stream.of(NO_ANSWERS)
                .map(body -> DynamicTest.dynamicTest("body " + body.strip(), () -> {
                    RecordingSink sink =
                            UpstreamAnswers.unary(chat, body.getBytes(StandardCharsets.UTF_8), Cut.whole());
                    sink.assertEnded();
                    assertThat(sink.failure()).isNotNull();
                }));
    }
}
