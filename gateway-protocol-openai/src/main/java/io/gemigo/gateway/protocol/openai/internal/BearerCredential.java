package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.Credential;

/** The app token of {@code Authorization: Bearer} (RFC 6750 §2.1), the only place this protocol carries one. */
public final class BearerCredential {
    private static final String HEADER = "authorization";

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
        return Outcome.of(Credential.bearer(value));
    }
}
