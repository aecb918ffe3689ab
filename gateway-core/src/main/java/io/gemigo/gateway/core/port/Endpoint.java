package io.gemigo.gateway.core.port;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an upstream listens. Immutable.
 *
 * @param tls whether to speak TLS
 * @param basePath path in front of every operation's, without trailing slash, possibly empty
 */
public record Endpoint(boolean tls, String host, int port, String basePath) {
    /** {@code fe80::/10}, also what of IPv4 is written so. */
    private static final Pattern LINK_LOCAL_V6 =
            Pattern.compile("\\[(fe[89ab][0-9a-f]:|(::|0:0:0:0:0:)ffff:(a9fe:|169\\.254\\.))");

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

    /**
     * Whether the host is, in the usual notation, an address that never leaves the machine's own network segment, or one at
     * which clouds hand out credentials: no upstream listens there, and what does must not be asked. Names are not looked up.
     */
    public boolean linkLocal() {
        String name = host.toLowerCase(Locale.ROOT);
        return name.startsWith("169.254.") || LINK_LOCAL_V6.matcher(name).lookingAt() || name.equals("[fd00:ec2::254]");
    }

    /** Value of the Host header. */
    public String authority() {
        return port == (tls ? 443 : 80) ? host : host + ":" + port;
    }

    /** As a record's own, which is linked at run time: the first call would wait for it. */
    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }
}
