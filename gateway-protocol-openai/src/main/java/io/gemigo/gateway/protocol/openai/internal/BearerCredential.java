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
        int from = SCHEME.length();
        return Outcome.of(bearer && isToken(value, from) ? new Credential(value, from) : Credential.MALFORMED);
    }

    /** Whether a text ends with a {@code b64token}: its characters, then any number of {@code =}. */
    private static boolean isToken(String value, int from) {
        int end = value.length();
        while (end > from && value.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = from; i < end; i++) {
            char c = value.charAt(i);
            boolean fits =
                    c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._~+/".indexOf(c) >= 0;
            if (!fits) {
                return false;
            }
        }
        return end > from;
    }
}
