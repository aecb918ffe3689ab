package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.sse.SseEvent;

/** What becomes of an upstream's answer: translated or relayed. Nothing outside knows which. Loop-confined. */
interface Answer {
    /**
     * One event.
     *
     * @param read the bytes being read, to which a plain event's frame refers
     * @param ticket the same bytes, borrowed
     */
    void event(SseEvent event, Window read, Ticket ticket, EventDecoder decoder, Meter meter);

    /** A whole answer in one piece; the ticket, borrowed, holds the window's bytes. */
    void unary(Window body, Ticket ticket, UnaryDecoder decoder, Meter meter);

    /** The events have ended without an end marker. */
    void end(EventDecoder decoder, Meter meter);

    /** The upstream has nothing more at the moment. */
    void endOfRead();

    /** The answer was complete. */
    void completed();
}
