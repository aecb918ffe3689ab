package io.gemigo.gateway.protocol.genai.internal.route;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Credential;
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
    private static final int MAX_CHARS = 8192;

    private Credentials() {}

    /** The credential of a request; a failure if there is none, one is repeated, or two differ. */
    public static Outcome<Credential> of(HeaderView headers, RequestTarget target) {
        if (headers.count(KEY_HEADER) > 1 || headers.count(AUTHORIZATION) > 1 || target.queryCount(KEY_PARAMETER) > 1) {
            return refused("A credential was given more than once.");
        }
        Credential header = key(headers.get(KEY_HEADER));
        Credential parameter = key(target.query(KEY_PARAMETER));
        Credential bearer = bearer(headers.get(AUTHORIZATION));
        Credential found = header != null ? header : parameter != null ? parameter : bearer;
        if (found == null) {
            return Outcome.failed(new Failure.Unauthenticated(true));
        }
        return agrees(parameter, found) && agrees(bearer, found)
                ? Outcome.of(found)
                : refused("Two different credentials were given. Please send one.");
    }

    private static boolean agrees(@Nullable Credential given, Credential found) {
        return given == null || given.equals(found);
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
        return isKey(value) ? new Credential(value) : Credential.MALFORMED;
    }

    private static @Nullable Credential bearer(@Nullable String value) {
        if (value == null || isEmpty(value)) {
            return null;
        }
        Credential bearer = Credential.bearer(value);
        return bearer.length() <= MAX_CHARS ? bearer : Credential.MALFORMED;
    }

    /** Whether there is nothing but visible ASCII characters. */
    private static boolean isKey(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < 0x21 || value.charAt(i) > 0x7e) {
                return false;
            }
        }
        return value.length() <= MAX_CHARS;
    }

    private static boolean isEmpty(@Nullable String value) {
        return value == null || value.isEmpty();
    }
}
