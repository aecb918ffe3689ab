package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.Credential;

/** The app token of {@code Authorization: Bearer} (RFC 6750 §2.1), the only place this protocol carries one. */
public final class BearerCredential {
    private static final String HEADER = "authorization";
    private static final String SCHEME = "Bearer ";

    private BearerCredential() {}

    /** The credential of a request; a malformed one takes the way of an unknown one. */
    public static Outcome<Credential> of(HeaderView headers) {
        String value = headers.get(HEADER);
        if (value == null) {
            return Outcome.failed(new Failure.Unauthenticated(true));
        }
        if (headers.count(HEADER) > 1) {
            return Outcome.failed(new Failure.InvalidRequest(
                    Failure.InvalidRequest.INVALID_VALUE, null, "The Authorization header is given more than once."));
        }
        boolean bearer = value.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = bearer ? value.substring(SCHEME.length()) : "";
        return Outcome.of(isToken(token) ? new Credential(token) : Credential.MALFORMED);
    }

    /** Whether it is a {@code b64token}: its characters, then any number of {@code =}. */
    private static boolean isToken(String token) {
        int end = token.length();
        while (end > 0 && token.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = token.charAt(i);
            boolean fits =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return end > 0;
    }
}
