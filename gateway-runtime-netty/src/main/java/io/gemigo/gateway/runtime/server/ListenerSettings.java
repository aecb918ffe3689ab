package io.gemigo.gateway.runtime.server;

/**
 * One listener. Immutable.
 *
 * @param host address to listen on
 * @param port port to listen on, 0 for any free one
 */
public record ListenerSettings(
        String host, int port, ServerLimits limits, ClientTimeouts timeouts, TrustedProxies proxies) {
    /** Default limits and timeouts, nobody trusted. */
    public static ListenerSettings at(String host, int port) {
        return new ListenerSettings(host, port, ServerLimits.DEFAULT, ClientTimeouts.DEFAULT, TrustedProxies.NONE);
    }

    /** The same with other limits. */
    public ListenerSettings with(ServerLimits other) {
        return new ListenerSettings(host, port, other, timeouts, proxies);
    }

    /** The same with other timeouts. */
    public ListenerSettings with(ClientTimeouts other) {
        return new ListenerSettings(host, port, limits, other, proxies);
    }

    /** The same with other trusted proxies. */
    public ListenerSettings with(TrustedProxies other) {
        return new ListenerSettings(host, port, limits, timeouts, other);
    }
}
