package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.sse.SseEvent;

/** Decoded events go to the front's reader through the meter. */
final class TranslatedAnswer implements Answer {
    private final ChatFront front;

    TranslatedAnswer(ChatFront front) {
        this.front = front;
    }

    @Override
    public void event(SseEvent event, Window read, Ticket ticket, EventDecoder decoder, Meter meter) {
        decoder.event(event, meter, null);
    }

    @Override
    public void unary(Window body, Ticket ticket, UnaryDecoder decoder, Meter meter) {
        decoder.body(body, meter, null);
    }

    @Override
    public void endOfRead() {
        front.endOfRead();
    }

    @Override
    public void completed() {}
}
