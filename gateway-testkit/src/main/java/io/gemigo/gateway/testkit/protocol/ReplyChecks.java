package io.gemigo.gateway.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.port.Named;
import io.gemigo.gateway.testkit.port.RecordingStage;
import io.gemigo.gateway.testkit.port.SampleFailures;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What must hold of the answer to one chat. */
final class ReplyChecks {
    private static final int RANDOM_SPLITS = 10;
    private static final int SOME = 10;
    private static final long SEED = 20261122L;

    private final ProtocolTck tck;
    private final Protocol protocol;
    private final AnswerReader reader;

    ReplyChecks(ProtocolTck tck) {
        this.tck = tck;
        protocol = tck.protocol();
        reader = tck.reader();
    }

    private List<Json> read(ChatReply reply) {
        return reader.read(reply.eventStream(), reply.sent());
    }

    private static List<ChatEvent> events(ExchangeTranscript exchange) {
        return CanonicalEvents.read(exchange.events());
    }

    private ChatReply reply(ExchangeTranscript exchange) {
        return ChatReply.of(protocol, exchange.clientRequest());
    }

    void saysWhatTheTranscriptSays(ExchangeTranscript exchange) {
        ChatReply reply = reply(exchange).play(events(exchange), true);
        List<Json> actual = read(reply);
        List<Json> expected = reader.read(
                exchange.clientResponse().isEventStream(),
                exchange.clientResponse().body());

        JsonAssert.assertSame(content(expected), content(actual));
        assertThat(mediaType(reply.headers().get("content-type")))
                .isEqualTo(mediaType(exchange.clientResponse().header("content-type")));
        if (exchange.events().get(exchange.events().size() - 1).has("completed")) {
            assertThat(last(actual)).isEqualTo("completed");
            assertThat(modelsNamed(reply)).containsOnly(reply.context().model());
        } else if (reply.sent().length > 0) {
            assertThat(last(actual)).isEqualTo("failed");
        }
    }

    /** The models named in all of an answer; there is at least one. */
    private Set<String> modelsNamed(ChatReply reply) {
        Set<String> models = new TreeSet<>();
        for (Json payload : Bodies.payloads(reply.eventStream(), reply.sent())) {
            String model = tck.modelAnswered(payload);
            if (model != null) {
                models.add(model);
            }
        }
        assertThat(models).as("models named").isNotEmpty();
        return models;
    }

    private static String mediaType(@Nullable String contentType) {
        return contentType == null
                ? "none"
                : contentType.replaceFirst(";.*", "").strip();
    }

    private static Json content(List<Json> lines) {
        List<Json> content = new ArrayList<>(lines);
        content.removeIf(line -> line.has("completed") || line.has("failed"));
        return new Json.ArrayValue(CanonicalEvents.merge(content));
    }

    private static String last(List<Json> lines) {
        return lines.isEmpty()
                ? "nothing"
                : lines.get(lines.size() - 1).members().keySet().iterator().next();
    }

    void saysTheSameHoweverDeltasAreCut(ExchangeTranscript exchange) {
        List<ChatEvent> events = events(exchange);
        List<Json> whole = read(reply(exchange).play(events, true));
        List<List<ChatEvent>> variants = new ArrayList<>(List.of(events, Deltas.singly(events)));
        for (int i = 0; i < RANDOM_SPLITS; i++) {
            variants.add(Deltas.randomly(events, new Random(SEED + i)));
        }
        for (int i = 0; i < variants.size(); i++) {
            List<ChatEvent> variant = variants.get(i);
            Named.check("split " + i, () -> {
                same(whole, read(reply(exchange).play(variant, true)));
                if (events.get(events.size() - 1).kind() == ChatEvent.Kind.COMPLETED) {
                    // What came in the same read as a failure may be lost with it.
                    same(whole, read(reply(exchange).play(variant, false)));
                }
            });
        }
    }

    private static void same(List<Json> expected, List<Json> actual) {
        JsonAssert.assertSame(new Json.ArrayValue(expected), new Json.ArrayValue(actual));
    }

    void holdsBackWhatIsNotStreamed(ExchangeTranscript exchange) {
        List<ChatEvent> events = events(exchange);
        for (int count = 0; count < events.size(); count++) {
            ChatReply reply = reply(exchange).play(events.subList(0, count), true);
            assertThat(reply.sent()).as("sent before the answer is whole").isEmpty();
        }
    }

    void isNotWholeBeforeItsEnd(ExchangeTranscript exchange) {
        List<ChatEvent> events = Deltas.randomly(events(exchange), new Random(SEED));
        for (int count = 0; count < events.size(); count++) {
            List<ChatEvent> begun = events.subList(0, count);
            if (begun.stream().anyMatch(event -> event.kind() == ChatEvent.Kind.FINISHED)) {
                return;
            }
            assertThat(last(read(reply(exchange).play(begun, true))))
                    .as("what a client sees after %s events", count)
                    .isNotIn("completed", "failed");
        }
    }

    void showsEveryFailure(ExchangeTranscript exchange) {
        List<ChatEvent> events = events(exchange);
        Random random = new Random(SEED);
        for (int count = 1; count < events.size(); count++) {
            List<ChatEvent> begun = Deltas.randomly(events.subList(0, count), random);
            int after = count;
            List<Failure> failures = SampleFailures.all();
            for (int i = 0; i < failures.size(); i++) {
                // All of them once, midway, and some at every other place.
                if (count == events.size() / 2 || i % SOME == count % SOME) {
                    Failure failure = failures.get(i);
                    Named.check(failure.kind() + " after " + after + " events", () -> fails(exchange, begun, failure));
                }
            }
        }
    }

    private void fails(ExchangeTranscript exchange, List<ChatEvent> begun, Failure failure) {
        ChatReply reply = reply(exchange).play(begun, true);
        if (reply.sent().length == 0) {
            // Core answers with the ErrorEncoder as long as nothing has gone.
            return;
        }
        reply.encoder().failed(failure);
        byte[] sent = reply.sent();
        assertThat(last(read(reply))).as("what a client sees").isEqualTo("failed");
        assertThat(new String(sent, StandardCharsets.UTF_8)).doesNotContain("stream without an end");
        if (!reply.eventStream() && reply.encoder().failureEnding() == ReplyTail.Ending.CLEAN) {
            Json.parse(sent);
        }
    }

    /** What a relay passes, with what the protocol puts behind it. */
    void endsRelayedStreams(ExchangeTranscript exchange) {
        ChatReply accepted = reply(exchange);
        if (accepted.intake().relay() == null || !exchange.clientResponse().isEventStream()) {
            return;
        }
        byte[] passed = passed(exchange);
        assertThat(last(reader.read(true, tail(exchange, passed, ReplyTail::completed))))
                .isEqualTo("completed");
        for (Failure failure : SampleFailures.all()) {
            assertThat(last(reader.read(true, tail(exchange, passed, tail -> tail.failed(failure)))))
                    .as("relay failed with %s", failure.kind())
                    .isEqualTo("failed");
        }
    }

    private static byte[] passed(ExchangeTranscript exchange) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String payload : Bodies.events(exchange.clientResponse().body())) {
            Json event = Bodies.json(payload);
            if (event != null && !event.has("error")) {
                out.writeBytes(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** Ends a relay. */
    private interface End {
        void of(ReplyTail tail);
    }

    private byte[] tail(ExchangeTranscript exchange, byte[] passed, End end) {
        ChatReply accepted = reply(exchange);
        RecordingStage stage = new RecordingStage();
        ReplyTail tail = accepted.codec().relayTail(accepted.context(), stage);
        HeaderList headers = new HeaderList();
        tail.head(headers);
        assertThat(mediaType(headers.get("content-type")))
                .isEqualTo(mediaType(exchange.clientResponse().header("content-type")));
        stage.write(passed);
        end.of(tail);
        return stage.flush().sent();
    }
}
