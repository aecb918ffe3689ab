package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.http.HeaderView;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who is at the other end of a connection. Immutable.
 *
 * @param address the peer's address
 * @param proxies whom to ask for the client behind it; {@link TrustedProxies#NONE} if the peer is not trusted
 */
record Peer(String address, TrustedProxies proxies) {
    static Peer of(InetAddress address, TrustedProxies proxies) {
        return new Peer(address.getHostAddress(), proxies.trusts(address) ? proxies : TrustedProxies.NONE);
    }

    /** Whether it speaks for others. */
    boolean isProxy() {
        return !proxies.isEmpty();
    }

    /** The address of the client of a request. */
    String client(HeaderView fields) {
        return proxies.isEmpty() ? address : proxies.client(address, forwarded(fields));
    }

    private static @Nullable String forwarded(HeaderView fields) {
        if (fields.count("x-forwarded-for") <= 1) {
            return fields.get("x-forwarded-for");
        }
        StringBuilder all = new StringBuilder();
        fields.forEach((name, value) -> {
            if (name.equalsIgnoreCase("x-forwarded-for")) {
                all.append(all.isEmpty() ? "" : ",").append(value);
            }
        });
        return all.toString();
    }
}
