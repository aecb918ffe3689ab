package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;

/**
 * Core's side of one HTTP exchange, as a server drives it. Loop-confined: every method is called on the exchange's loop,
 * bracketed as {@link io.gemigo.gateway.core.port.Scheduler} says. After the exchange has ended its
 * {@link io.gemigo.gateway.core.http.HttpReply}, further calls are without effect.
 */
public interface HttpExchange {
    /**
     * The whole body, after {@link io.gemigo.gateway.core.http.HttpReply#readBody} asked for it.
     *
     * @param window the bytes; they must stay as they are until the ticket is released
     * @param ticket the same bytes, with one count that now belongs to the exchange
     */
    void body(Window window, Ticket ticket);

    /** The body cannot be had: too large, too slow, malformed. The client is told. */
    void bodyFailed(Failure failure);

    /** Whether the client takes more bytes; a client that does not makes the upstream wait. Starts out true. */
    void writable(boolean writable);

    /** The client has left; nothing can be sent any more. */
    void clientGone();

    /** The gateway goes down now: the client is told, in its protocol's way, and the exchange ends. */
    void shutDown();
}
