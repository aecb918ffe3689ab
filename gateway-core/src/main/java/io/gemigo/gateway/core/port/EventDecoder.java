package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.sse.SseEvent;
import org.jspecify.annotations.Nullable;

/** Decodes one streamed answer, event by event. Loop-confined; not used after it has told the sink of an end. */
public interface EventDecoder {
    /**
     * Decodes one event and tells the sink. An end marker becomes {@code completed} if a finish reason was read before,
     * else {@code failed}; an error, or an event that is not what it should be, becomes {@code failed}.
     *
     * @param event borrowed until this returns
     * @param edits where the answer is relayed, takes what to do with the event's data; null in a translation. Left alone,
     *     the event goes on as it came
     */
    void event(SseEvent event, ChatSink sink, @Nullable RelayEdits edits);

    /**
     * The body has ended without an end marker: tells the sink {@code completed} if every choice that began has finished,
     * else {@code failed}.
     */
    void end(ChatSink sink);

    /**
     * In a relay, after the sink was told {@code completed}: the data of an event that tells the client what was used, to go
     * out in front of the end marker. Null if the client has read it from the upstream, or does not want to.
     *
     * @param counts the upstream's, else a guess
     */
    default byte @Nullable [] usageEvent(Usage counts) {
        return null;
    }
}
