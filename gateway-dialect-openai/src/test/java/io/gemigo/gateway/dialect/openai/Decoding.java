package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseListener;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.transcript.CanonicalEvents;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Feeds decoders as the pipeline does. */
final class Decoding {
    static final UpstreamErrors ERRORS = error -> new Failure.Internal();

    /** What a relayed answer must show. */
    static final ReplyContext CONTEXT = new ReplyContext("req-1", "asked \"for\"", 1_763_800_000L);

    /** What the gateway has counted itself. */
    private static final Usage COUNTED = Usage.estimate(70, 7);

    private static final int MAX_EVENT_BYTES = 1 << 20;

    private Decoding() {}

    /** What the decoder says of a stream handed over like this; every piece is overwritten after its turn. */
    static RecordingSink stream(byte[] body, Cut cut) {
        RecordingSink sink = new RecordingSink();
        EventDecoder decoder = new ChatChunkDecoder(ERRORS);
        SseDecoder events = new SseDecoder(MAX_EVENT_BYTES);
        SseListener listener = event -> {
            decoder.event(event, sink, null);
            return !sink.ended();
        };
        for (Piece piece : cut.pieces(body)) {
            events.feed(Window.of(piece.array(), piece.from(), piece.to()), listener);
            piece.scribble();
        }
        events.finish(listener);
        if (!sink.ended()) {
            decoder.end(sink);
        }
        sink.assertEnded();
        return sink;
    }

    static RecordingSink stream(String... payloads) {
        return stream(sse(payloads), Cut.whole());
    }

    static byte[] sse(String... payloads) {
        return ("data: " + String.join("\n\ndata: ", payloads) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What was said, neighbouring deltas merged, without log probabilities. */
    static List<ChatEvent> said(RecordingSink sink) {
        return CanonicalEvents.read(CanonicalEvents.lines(sink.events()));
    }

    /** The kind of failure it ended with. */
    static Failure.Kind failureOf(RecordingSink sink) {
        Failure failure = sink.failure();
        if (failure == null) {
            throw new AssertionError("no failure in " + sink.events());
        }
        return failure.kind();
    }

    /** What a relay passes on of a stream, payload by payload, up to its end. */
    static List<Json> relay(boolean usageWanted, String... payloads) {
        return relay(sse(payloads), usageWanted);
    }

    /** What a relay passes on of a stream; a usage chunk of the gateway's own tells of {@link #COUNTED}, if the upstream has told of nothing. */
    static List<Json> relay(byte[] body, boolean usageWanted) {
        List<Json> passed = new ArrayList<>();
        RelayEdits edits = new RelayEdits(CONTEXT, usageWanted);
        EventDecoder decoder = new ChatChunkDecoder(ERRORS);
        RecordingSink sink = new RecordingSink();
        SseDecoder events = new SseDecoder(MAX_EVENT_BYTES);
        SseListener listener = event -> {
            edits.clear();
            decoder.event(event, sink, edits);
            if (!sink.ended() && !edits.dropped() && event.data().length() > 0) {
                passed.add(edited(edits, event.data()));
            }
            return !sink.ended();
        };
        events.feed(Window.of(body), listener);
        events.finish(listener);
        sink.assertSound();
        byte[] usage = sink.ended() && sink.endedWell() ? decoder.usageEvent(counted(sink)) : null;
        if (usage != null) {
            passed.add(Json.parse(usage));
        }
        return passed;
    }

    private static Usage counted(RecordingSink sink) {
        Usage told = COUNTED;
        for (ChatEvent event : sink.events()) {
            if (event instanceof ChatEvent.UsageReport report) {
                told = report.usage();
            }
        }
        return told;
    }

    /** Every edit that a relay makes of these payloads. */
    static List<String> edits(String... payloads) {
        List<String> changed = new ArrayList<>();
        RelayEdits edits = new RelayEdits(CONTEXT, true);
        EventDecoder decoder = new ChatChunkDecoder(ERRORS);
        RecordingSink sink = new RecordingSink();
        new SseDecoder(MAX_EVENT_BYTES).feed(Window.of(sse(payloads)), event -> {
            edits.clear();
            decoder.event(event, sink, edits);
            if (edits.dropped() || !edits.splice().isEmpty()) {
                changed.add(edits.dropped() + " " + edited(edits, event.data()));
            }
            return true;
        });
        return changed;
    }

    private static Json edited(RelayEdits edits, Window data) {
        ByteBuilder out = new ByteBuilder(256);
        edits.splice().writeTo(out, data.array(), data.from(), data.to());
        return Json.parse(out.toBytes());
    }

    static RecordingSink unary(String body) {
        RecordingSink sink = new RecordingSink();
        new ChatCompletionDecoder(ERRORS).body(Window.of(body), sink, null);
        sink.assertEnded();
        return sink;
    }

    /** What a relay passes on of an answer in one piece. */
    static Json relayUnary(String body) {
        byte[] bytes = ("   " + body).getBytes(StandardCharsets.UTF_8);
        Window window = Window.of(bytes, 3, bytes.length);
        return edited(unaryEdits(window), window);
    }

    /** How many edits a relay makes of an answer in one piece. */
    static int unaryEdits(String body) {
        return unaryEdits(Window.of(body)).splice().size();
    }

    private static RelayEdits unaryEdits(Window body) {
        RelayEdits edits = new RelayEdits(new ReplyContext("req-1", "asked", 5), true);
        ChatCompletionDecoder decoder = new ChatCompletionDecoder(ERRORS);
        decoder.body(body, new RecordingSink(), edits);
        decoder.usage(COUNTED);
        return edits;
    }
}
