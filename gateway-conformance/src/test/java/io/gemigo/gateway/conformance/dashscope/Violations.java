package io.gemigo.gateway.conformance.dashscope;

import io.gemigo.gateway.conformance.http.RawRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Watches for what must never reach an upstream whatever the call: an app token, a browser's or a proxy's header, a
 * wrong path. Thread-safe.
 */
final class Violations {
    private static final Set<String> FORBIDDEN_HEADERS =
            Set.of("cookie", "origin", "referer", "forwarded", "x-forwarded-for", "x-goog-api-key", "accept-encoding");

    private final List<String> secrets;
    private final List<String> seen = new ArrayList<>();

    Violations(List<String> secrets) {
        this.secrets = List.copyOf(secrets);
    }

    synchronized List<String> all() {
        return List.copyOf(seen);
    }

    synchronized void inspect(RawRequest request) {
        String where = request.method() + " " + request.path();
        String wire = request.path() + request.query() + request.headers() + request.text();
        for (String secret : secrets) {
            if (wire.contains(secret)) {
                seen.add(where + ": an app token went upstream");
            }
        }
        for (String name : FORBIDDEN_HEADERS) {
            if (request.headers().containsKey(name)) {
                seen.add(where + ": header " + name + " went upstream");
            }
        }
    }
}
