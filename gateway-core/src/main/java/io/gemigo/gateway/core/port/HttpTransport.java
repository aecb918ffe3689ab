package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;

/**
 * Sends requests upstream and streams the answers back.
 *
 * <p>{@link #send} is called on the exchange's loop, must not block, and calls the listener on that loop only, possibly
 * before it returns. Every call of the listener is bracketed as {@link Scheduler} says. Connections are handed out in a
 * clean state; one found dead before any byte of an answer is replaced once by a fresh one, unseen by core. The transport
 * bounds connecting and waiting for a connection; core bounds the rest and cancels.
 */
public interface HttpTransport {
    /** Sends one request. */
    Exchange send(Request request, Scheduler loop, Listener listener);

    /**
     * One request. Host, content length, user agent and connection fields are the transport's; all others are in
     * {@code headers}.
     *
     * @param path path and query, to stand behind the endpoint's base path
     * @param body may be asked for more than once, until the first byte of the answer
     */
    record Request(Endpoint endpoint, String method, String path, HeaderList headers, Body body) {}

    /** A request under way. Loop-confined. */
    interface Exchange {
        /** Stop reading the answer until {@link #resume}; what was read already may still come. */
        void pause();

        /** Go on reading. */
        void resume();

        /** Give up: the connection is closed at once and the listener hears nothing more. Harmless after the end. */
        void cancel();
    }

    /** Hears of the answer: head, body ranges, then end; or failure at any point, and nothing after it. */
    interface Listener {
        /** Status and fields, borrowed until this returns. Informational answers are not reported. */
        void head(int status, HeaderView headers);

        /**
         * Bytes of the body.
         *
         * @param window the bytes, borrowed until this returns
         * @param ticket the same bytes, borrowed; passed ranges take counts of their own
         */
        void body(Window window, Ticket ticket);

        /** The answer is complete and was framed correctly. */
        void end();

        /**
         * It went wrong: {@link Failure.UpstreamUnavailable} if not connected (in time), no connection became free or the
         * connection broke; {@link Failure.UpstreamMalformed} if the answer is not sound HTTP.
         */
        void failed(Failure failure);
    }
}
