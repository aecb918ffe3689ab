package io.gemigo.gateway.core.http;

import io.gemigo.gateway.core.internal.Ascii;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which web pages may call. No cookies are in use, so credentials are never allowed and {@code *} is safe. Immutable.
 */
public final class CorsPolicy {
    private static final String METHODS = "GET, POST, OPTIONS";
    private static final String EXPOSED = "x-request-id, retry-after, x-gateway-warnings, x-should-retry, "
            + "x-ratelimit-limit-requests, x-ratelimit-remaining-requests, x-ratelimit-reset-requests";
    private static final String MAX_AGE_SECONDS = "86400";

    private static final HeaderList FOR_ANY =
            new HeaderList().add("access-control-allow-origin", "*").add("access-control-expose-headers", EXPOSED);

    private final boolean any;
    private final List<String> origins;

    private CorsPolicy(boolean any, List<String> origins) {
        this.any = any;
        this.origins = List.copyOf(origins);
    }

    /** Every page may call. */
    public static CorsPolicy any() {
        return new CorsPolicy(true, List.of());
    }

    /** Only pages of these origins may call; whole origins such as {@code https://app.example}, never {@code null}. */
    public static CorsPolicy of(List<String> origins) {
        return new CorsPolicy(false, origins);
    }

    /** Adds the fields that every answer carries, errors and streams included. */
    public void apply(@Nullable String origin, HeaderList headers) {
        if (any) {
            headers.addAll(FOR_ANY);
            return;
        }
        // Origins are compared whole: a suffix or pattern would let in pages that merely look alike.
        if (origin != null && !origin.equals("null") && origins.contains(origin)) {
            headers.add("access-control-allow-origin", origin);
            headers.add("access-control-expose-headers", EXPOSED);
        }
        headers.add("vary", "Origin");
    }

    /** Whether this is a preflight, to be answered before authentication. */
    public static boolean isPreflight(HttpRequestHead head) {
        return head.method().equals("OPTIONS");
    }

    /** Adds the fields of a preflight's answer; the requested header names are echoed if they are well-formed. */
    public void preflight(HttpRequestHead head, HeaderList headers) {
        apply(head.headers().get("origin"), headers);
        headers.add("access-control-allow-methods", METHODS);
        String requested = head.headers().get("access-control-request-headers");
        if (requested != null && wellFormed(requested)) {
            headers.add("access-control-allow-headers", requested);
        }
        headers.add("access-control-max-age", MAX_AGE_SECONDS);
        headers.add("vary", "Access-Control-Request-Headers");
    }

    private static boolean wellFormed(String list) {
        if (list.isBlank() || list.length() > 1024) {
            return false;
        }
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (!Ascii.letterOrDigit(c) && "-_., ".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }
}
