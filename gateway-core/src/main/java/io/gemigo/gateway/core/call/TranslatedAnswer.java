package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.StopCutter;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.sse.SseEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decoded events go to the front's reader through the meter, cut before stop sequences the upstream does not know of. Once
 * a stream is cut, the upstream is not waited for.
 */
final class TranslatedAnswer implements Answer {
    private final ChatFront front;
    private final List<String> stops;
    private final int choices;

    private @Nullable ChatSink cutter;

    /**
     * An answer.
     *
     * @param stops what the upstream does not know of
     * @param choices number of answers asked for
     */
    TranslatedAnswer(ChatFront front, List<String> stops, int choices) {
        this.front = front;
        this.stops = stops;
        this.choices = choices;
    }

    private ChatSink sink(Meter meter, boolean early) {
        if (stops.isEmpty()) {
            return meter;
        }
        ChatSink between = cutter;
        if (between == null) {
            between = new StopCutter(meter, stops, choices, early);
            cutter = between;
        }
        return between;
    }

    @Override
    public void event(SseEvent event, Window read, Ticket ticket, EventDecoder decoder, Meter meter) {
        decoder.event(event, sink(meter, true), null);
    }

    @Override
    public void unary(Window body, Ticket ticket, UnaryDecoder decoder, Meter meter) {
        decoder.body(body, sink(meter, false), null);
    }

    @Override
    public void end(EventDecoder decoder, Meter meter) {
        decoder.end(sink(meter, true));
    }

    @Override
    public void endOfRead() {
        front.endOfRead();
    }

    @Override
    public void completed() {}
}
