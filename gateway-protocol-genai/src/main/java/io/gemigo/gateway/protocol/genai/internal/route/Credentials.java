package io.gemigo.gateway.protocol.genai.internal.route;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Credential;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request carries its app token: header {@code x-goog-api-key}, query {@code key}, or
 * {@code Authorization: Bearer}, which one client sends beside the first. An empty one counts as none: the same client
 * sends an empty header when it has no key.
 */
public final class Credentials {
    private static final String KEY_HEADER = "x-goog-api-key";
    private static final String KEY_PARAMETER = "key";
    private static final String AUTHORIZATION = "authorization";
    private static final Pattern BEARER = Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] ([A-Za-z0-9._~+/-]+=*)");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private Credentials() {}

    /** The credential of a request; a failure if there is none, one is repeated, or two differ. */
    public static Outcome<Credential> of(HeaderView headers, RequestTarget target) {
        if (headers.count(KEY_HEADER) > 1 || headers.count(AUTHORIZATION) > 1 || target.queryCount(KEY_PARAMETER) > 1) {
            return refused("A credential was given more than once.");
        }
        Credential found = null;
        for (Credential credential : new @Nullable Credential[] {
            key(headers.get(KEY_HEADER)), key(target.query(KEY_PARAMETER)), bearer(headers.get(AUTHORIZATION))
        }) {
            if (credential == null) {
                continue;
            }
            if (found != null && !found.equals(credential)) {
                return refused("Two different credentials were given. Please send one.");
            }
            found = credential;
        }
        return found == null ? Outcome.failed(new Failure.Unauthenticated(true)) : Outcome.of(found);
    }

    /** Whether the only credential is a bearer token, whose refusal has a status of its own. */
    static boolean bearerOnly(HeaderView headers, RequestTarget target) {
        return isEmpty(headers.get(KEY_HEADER))
                && isEmpty(target.query(KEY_PARAMETER))
                && !isEmpty(headers.get(AUTHORIZATION));
    }

    private static Outcome<Credential> refused(String message) {
        return Outcome.failed(new Failure.InvalidRequest(Failure.InvalidRequest.INVALID_VALUE, null, message));
    }

    private static @Nullable Credential key(@Nullable String value) {
        if (value == null || isEmpty(value)) {
            return null;
        }
        return TOKEN.matcher(value).matches() ? new Credential(value) : Credential.MALFORMED;
    }

    private static @Nullable Credential bearer(@Nullable String value) {
        if (value == null || isEmpty(value)) {
            return null;
        }
        var match = BEARER.matcher(value);
        return match.matches() && match.group(1).length() <= 8192
                ? new Credential(match.group(1))
                : Credential.MALFORMED;
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
