package io.gemigo.gateway.core.port;

/**
 * Hears of every exchange's end and of what an operator must know. Called on any loop; must not block and must not throw.
 * Thread-safe.
 */
public interface ExchangeLog {
    /** Hears nothing. */
    ExchangeLog NONE = new ExchangeLog() {
        @Override
        public void completed(UsageRecord exchange, String method, String route, String remoteAddress) {}

        @Override
        public void bug(String callId, Throwable cause) {}

        @Override
        public void upstreamTrouble(String callId, String provider, String problem) {}
    };

    /**
     * An HTTP exchange has ended, admitted or not: one access-log line.
     *
     * @param route the path without query and without names taken from it, or {@code none}
     */
    void completed(UsageRecord exchange, String method, String route, String remoteAddress);

    /** A bug surfaced; the client got an internal error with the request's id. */
    void bug(String callId, Throwable cause);

    /** The upstream refused the gateway, is out of service or made no sense; the problem holds no content and no secret. */
    void upstreamTrouble(String callId, String provider, String problem);
}
