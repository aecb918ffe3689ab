package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.Cut;
import io.gemigo.gateway.testkit.transcript.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Feeds decoders as the pipeline does. */
final class Decoding {
    static final UpstreamErrors ERRORS = error -> new Failure.Internal();

    private static final int MAX_EVENT_BYTES = 1 << 20;

    private Decoding() {}

    /** What the decoder says of a stream handed over like this; every piece is overwritten after its turn. */
    static EventLog stream(byte[] body, Cut cut) {
        EventLog log = new EventLog();
        ChatSink sink = log.sink();
        EventDecoder decoder = new ChatChunkDecoder(ERRORS);
        SseDecoder events = new SseDecoder(MAX_EVENT_BYTES);
        for (Piece piece : cut.pieces(body)) {
            events.feed(Window.of(piece.array(), piece.from(), piece.to()), event -> next(decoder, event, sink, log));
            piece.scribble();
        }
        events.finish(event -> next(decoder, event, sink, log));
        if (!over(log)) {
            decoder.end(sink);
        }
        return log;
    }

    private static boolean next(
            EventDecoder decoder, io.gemigo.gateway.core.sse.SseEvent event, ChatSink sink, EventLog log) {
        decoder.event(event, sink, null);
        return !over(log);
    }

    private static boolean over(EventLog log) {
        return !log.events().isEmpty()
                && switch (log.events().get(log.events().size() - 1).kind()) {
                    case COMPLETED, FAILED -> true;
                    case STARTED,
                            TEXT,
                            THINKING,
                            REFUSAL,
                            TOOL_CALL,
                            TOOL_CALL_ARGUMENTS,
                            MEDIA,
                            LOGPROBS,
                            FINISHED,
                            USAGE -> false;
                };
    }

    static EventLog stream(String... payloads) {
        return stream(sse(payloads), Cut.whole());
    }

    static byte[] sse(String... payloads) {
        return ("data: " + String.join("\n\ndata: ", payloads) + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    /** What a relay passes on of a stream, payload by payload, up to its end. */
    static List<Json> relay(RelayEdits edits, EventLog log, byte[] body) {
        List<Json> passed = new ArrayList<>();
        EventDecoder decoder = new ChatChunkDecoder(ERRORS);
        ChatSink sink = log.sink();
        new SseDecoder(MAX_EVENT_BYTES).feed(Window.of(body), event -> {
            edits.clear();
            decoder.event(event, sink, edits);
            if (over(log)) {
                return false;
            }
            if (!edits.dropped() && event.data().length() > 0) {
                ByteBuilder out = new ByteBuilder(256);
                Window data = event.data();
                edits.splice().writeTo(out, data.array(), data.from(), data.to());
                passed.add(Json.parse(out.toBytes()));
            }
            return true;
        });
        return passed;
    }

    static List<Json> relay(boolean usageWanted, String... payloads) {
        return relay(new RelayEdits("asked \"for\"", usageWanted), new EventLog(), sse(payloads));
    }

    static EventLog unary(String body) {
        EventLog log = new EventLog();
        new ChatCompletionDecoder(ERRORS).body(Window.of(body), log.sink(), null);
        return log;
    }

    /** What a relay passes on of an answer in one piece. */
    static Json relayUnary(String body) {
        RelayEdits edits = new RelayEdits("asked", true);
        byte[] bytes = ("   " + body).getBytes(StandardCharsets.UTF_8);
        new ChatCompletionDecoder(ERRORS).body(Window.of(bytes, 3, bytes.length), new EventLog().sink(), edits);
        ByteBuilder out = new ByteBuilder(256);
        edits.splice().writeTo(out, bytes, 3, bytes.length);
        return Json.parse(out.toBytes());
    }
}
