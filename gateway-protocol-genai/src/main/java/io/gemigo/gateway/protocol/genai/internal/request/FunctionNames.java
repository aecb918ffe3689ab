package io.gemigo.gateway.protocol.genai.internal.request;

import java.util.HashMap;
import java.util.Map;

/**
 * Function names of one request: the dialect allows more than upstreams do, so names that do not fit
 * {@code [A-Za-z0-9_-]{1,64}} get another one on the way up and their own back on the way down. Loop-confined.
 */
public final class FunctionNames {
    private static final int MAX_CHARS = 64;

    // Made for the first name, since most requests have none.
    private Map<String, String> upstream = Map.of();
    private Map<String, String> client = Map.of();

    FunctionNames() {}

    /** The name an upstream takes. */
    String toUpstream(String name) {
        String known = upstream.get(name);
        if (known != null) {
            return known;
        }
        String fit = fitted(name);
        String unique = fit;
        for (int i = 2; client.containsKey(unique); i++) {
            String suffix = "_" + i;
            unique = fit.substring(0, Math.min(fit.length(), MAX_CHARS - suffix.length())) + suffix;
        }
        if (upstream.isEmpty()) {
            upstream = new HashMap<>();
            client = new HashMap<>();
        }
        upstream.put(name, unique);
        client.put(unique, name);
        return unique;
    }

    /** The client's own name; a name that is none of the request's comes back as it is. */
    public String toClient(String name) {
        return client.getOrDefault(name, name);
    }

    private static String fitted(String name) {
        StringBuilder fit = new StringBuilder(MAX_CHARS);
        for (int i = 0; i < name.length() && fit.length() < MAX_CHARS; i++) {
            char c = name.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-';
            fit.append(plain ? c : '_');
        }
        return fit.toString();
    }
}
