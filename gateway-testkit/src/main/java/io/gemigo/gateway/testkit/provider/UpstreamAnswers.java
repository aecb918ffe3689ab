package io.gemigo.gateway.testkit.provider;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseListener;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Piece;
import java.util.ArrayList;
import java.util.List;

/** Runs a provider's decoders over an upstream's answer as core does, without core's safety nets. Stateless. */
public final class UpstreamAnswers {
    private static final int MAX_EVENT_BYTES = 1 << 20;

    private UpstreamAnswers() {}

    /** Decodes an event stream handed over in these pieces; what was borrowed is overwritten after each call. */
    public static RecordingSink stream(UpstreamChat chat, byte[] body, Cut cut) {
        RecordingSink sink = new RecordingSink();
        EventDecoder decoder = chat.eventDecoder();
        SseDecoder events = new SseDecoder(MAX_EVENT_BYTES);
        SseListener listener = event -> {
            decoder.event(event, sink, null);
            return !sink.ended();
        };
        for (Piece piece : cut.pieces(body)) {
            if (sink.ended()) {
                break;
            }
            if (!events.feed(Window.of(piece.array(), piece.from(), piece.to()), listener)) {
                sink.failed(new Failure.UpstreamMalformed("event over the limit", 200));
            }
            piece.scribble();
        }
        if (!sink.ended()) {
            events.finish(listener);
        }
        if (!sink.ended()) {
            decoder.end(sink);
        }
        return sink;
    }

    /** Decodes an answer in one piece, which is overwritten afterwards. */
    public static RecordingSink unary(UpstreamChat chat, byte[] body, Cut cut) {
        RecordingSink sink = new RecordingSink();
        Piece piece = only(cut.pieces(body));
        chat.unaryDecoder().body(Window.of(piece.array(), piece.from(), piece.to()), sink, null);
        piece.scribble();
        return sink;
    }

    private static Piece only(List<Piece> pieces) {
        if (pieces.size() > 1) {
            throw new IllegalArgumentException("an answer in one piece is not cut");
        }
        // A cut of nothing has no pieces; a body of no bytes is still a body.
        return pieces.isEmpty() ? Cut.whole().pieces(new byte[] {' '}).get(0) : pieces.get(0);
    }

    /** What a relay passes on: the payloads of the events that go on, edits applied, and what the meter heard. */
    record Relayed(List<byte[]> payloads, RecordingSink heard) {}

    private static RelayEdits edits(String clientModel, boolean usageWanted) {
        return new RelayEdits(new ReplyContext("relayed", clientModel, 0), usageWanted);
    }

    /** Relays an event stream. */
    static Relayed relayStream(UpstreamChat chat, byte[] body, Cut cut, String clientModel, boolean usageWanted) {
        RecordingSink sink = new RecordingSink();
        List<byte[]> payloads = new ArrayList<>();
        RelayEdits edits = edits(clientModel, usageWanted);
        EventDecoder decoder = chat.eventDecoder();
        SseDecoder events = new SseDecoder(MAX_EVENT_BYTES);
        SseListener listener = event -> {
            edits.clear();
            decoder.event(event, sink, edits);
            Window data = event.data();
            if (!edits.dropped() && !sink.ended() && data.length() > 0) {
                payloads.add(edited(edits, data));
            }
            return !sink.ended();
        };
        for (Piece piece : cut.pieces(body)) {
            if (!sink.ended()) {
                events.feed(Window.of(piece.array(), piece.from(), piece.to()), listener);
                piece.scribble();
            }
        }
        if (!sink.ended()) {
            events.finish(listener);
        }
        if (!sink.ended()) {
            decoder.end(sink);
        }
        return new Relayed(payloads, sink);
    }

    /** Relays an answer in one piece. */
    static Relayed relayUnary(UpstreamChat chat, byte[] body, Cut cut, String clientModel) {
        RecordingSink sink = new RecordingSink();
        RelayEdits edits = edits(clientModel, true);
        Piece piece = only(cut.pieces(body));
        Window window = Window.of(piece.array(), piece.from(), piece.to());
        chat.unaryDecoder().body(window, sink, edits);
        return new Relayed(List.of(edited(edits, window)), sink);
    }

    private static byte[] edited(RelayEdits edits, Window data) {
        ByteBuilder out = new ByteBuilder(data.length() + 64);
        edits.splice().writeTo(out, data.array(), data.from(), data.to());
        return out.toBytes();
    }

    /** The payloads of an event stream. */
    static List<byte[]> payloads(byte[] body) {
        List<byte[]> payloads = new ArrayList<>();
        SseDecoder events = new SseDecoder(MAX_EVENT_BYTES);
        SseListener listener = event -> payloads.add(event.data().copy());
        events.feed(Window.of(body), listener);
        events.finish(listener);
        return payloads;
    }

    /** An event stream of these payloads, in the plain form. */
    static byte[] eventStream(List<byte[]> payloads) {
        ByteBuilder out = new ByteBuilder(1024);
        for (byte[] payload : payloads) {
            out.append("data: ").append(payload).append("\n\n");
        }
        return out.toBytes();
    }
}
