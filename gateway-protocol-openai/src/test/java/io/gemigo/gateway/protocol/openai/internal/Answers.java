package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventEmitter;
import io.gemigo.gateway.core.chat.ChatEventSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.dialect.openai.ChatChunkDecoder;
import io.gemigo.gateway.dialect.openai.ChatCompletionDecoder;
import java.util.ArrayList;
import java.util.List;

/** Between events and bytes, both ways. */
final class Answers {
    static final ReplyContext CONTEXT = new ReplyContext("req-1", "asked \"model\"", 1_763_800_000L);

    private Answers() {}

    static String stream(List<ChatEvent> events, boolean usageWanted) {
        ByteBuilder out = new ByteBuilder(1024);
        play(events, new ChatStreamEncoder(CONTEXT, out, usageWanted, false));
        return out.utf8();
    }

    static String unary(List<ChatEvent> events) {
        ByteBuilder out = new ByteBuilder(1024);
        play(events, new ChatCompletionEncoder(CONTEXT, out, false));
        return out.utf8();
    }

    static void play(List<ChatEvent> events, ChatReplyEncoder encoder) {
        ChatEventEmitter emitter = new ChatEventEmitter(encoder);
        events.forEach(emitter::emit);
    }

    static List<ChatEvent> read(byte[] body, boolean stream) {
        List<ChatEvent> events = new ArrayList<>();
        ChatEventSink sink = new ChatEventSink(events::add);
        if (!stream) {
            new ChatCompletionDecoder(error -> new Failure.Internal()).body(Window.of(body), sink, null);
            return events;
        }
        ChatChunkDecoder decoder = new ChatChunkDecoder(error -> new Failure.Internal());
        SseDecoder framing = new SseDecoder(1 << 20);
        framing.feed(Window.of(body), event -> {
            decoder.event(event, sink, null);
            return !ended(events);
        });
        framing.finish(event -> {
            if (!ended(events)) {
                decoder.event(event, sink, null);
            }
            return !ended(events);
        });
        if (!ended(events)) {
            decoder.end(sink);
        }
        return events;
    }

    private static boolean ended(List<ChatEvent> events) {
        return !events.isEmpty()
                && switch (events.get(events.size() - 1).kind()) {
                    case COMPLETED, FAILED -> true;
                    default -> false;
                };
    }
}
