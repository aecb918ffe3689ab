package io.gemigo.gateway.core.port;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an upstream listens. Immutable.
 *
 * @param tls whether to speak TLS
 * @param basePath path in front of every operation's, without trailing slash, possibly empty
 */
public record Endpoint(boolean tls, String host, int port, String basePath) {
    /**
     * Reads a base URL; null if it is not an absolute http(s) URL with a host and a possible port, free of user info, query
     * and fragment.
     */
    public static @Nullable Endpoint parse(String baseUrl) {
        URI uri;
        try {
            uri = URI.create(baseUrl);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        String scheme = uri.getScheme();
        boolean tls = "https".equalsIgnoreCase(scheme);
        if (!tls && !"http".equalsIgnoreCase(scheme)
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getPort() == 0
                || uri.getPort() > 65535) {
            return null;
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80;
        return new Endpoint(tls, uri.getHost(), port, path);
    }

    /** Value of the Host header. */
    public String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }
}
