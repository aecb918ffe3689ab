package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI's API says of a failure. Immutable.
 *
 * @param code null where OpenAI gives none
 */
record ErrorFields(
        int status,
        String type,
        String message,
        @Nullable String param,
        @Nullable String code) {
    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    private static final String MISSING_KEY = "You didn't provide an API key. You need to provide your API key in an"
            + " Authorization header using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).";
    /** OpenAI quotes part of the key here; a gateway must not. */
    private static final String WRONG_KEY = "Incorrect API key provided.";

    private static final String NOT_JSON = "We could not parse the JSON body of your request.";
    private static final int CLIENT_GONE = 499;

    /** Renders any failure. */
    static ErrorFields of(Failure failure) {
        return switch (failure.kind()) {
            case UNAUTHENTICATED -> unauthenticated((Failure.Unauthenticated) failure);
            case FORBIDDEN -> plain(403, "request_forbidden", failure);
            case NOT_FOUND -> notFound((Failure.NotFound) failure);
            case UNSUPPORTED -> new ErrorFields(404, INVALID, failure.message(), null, null);
            case METHOD_NOT_ALLOWED -> plain(405, INVALID, failure);
            case INVALID_REQUEST -> invalid((Failure.InvalidRequest) failure);
            case CONTENT_BLOCKED -> plain(400, INVALID, failure);
            case TOO_LARGE -> plain(413, INVALID, failure);
            case MALFORMED_HTTP -> plain(((Failure.MalformedHttp) failure).status(), INVALID, failure);
            case REQUEST_TIMEOUT -> plain(408, INVALID, failure);
            case RATE_LIMITED -> rateLimited((Failure.RateLimited) failure);
            case QUOTA_EXHAUSTED -> plain(429, "insufficient_quota", failure);
            case UPSTREAM_REFUSED, UPSTREAM_MALFORMED -> plain(502, SERVER, failure);
            case UPSTREAM_UNAVAILABLE -> plain(unavailable((Failure.UpstreamUnavailable) failure), SERVER, failure);
            case UPSTREAM_TIMEOUT -> plain(504, SERVER, failure);
            case OVERLOADED, SHUTTING_DOWN -> plain(503, SERVER, failure);
            // Nobody reads it.
            case CLIENT_GONE -> plain(CLIENT_GONE, INVALID, failure);
            case INTERNAL -> new ErrorFields(500, SERVER, failure.message(), null, null);
        };
    }

    private static ErrorFields plain(int status, String type, Failure failure) {
        return new ErrorFields(status, type, failure.message(), failure.param(), failure.code());
    }

    private static ErrorFields unauthenticated(Failure.Unauthenticated failure) {
        return failure.missing()
                ? new ErrorFields(401, INVALID, MISSING_KEY, null, null)
                : new ErrorFields(401, INVALID, WRONG_KEY, null, failure.code());
    }

    private static ErrorFields notFound(Failure.NotFound failure) {
        String model = failure.model();
        return model == null
                ? new ErrorFields(404, INVALID, failure.message(), null, null)
                : new ErrorFields(404, INVALID, "The model '" + model + "' does not exist", "model", failure.code());
    }

    private static ErrorFields invalid(Failure.InvalidRequest failure) {
        if (failure.code().equals(Failure.InvalidRequest.INVALID_JSON)) {
            return new ErrorFields(400, INVALID, NOT_JSON + " (" + failure.message() + ")", null, null);
        }
        return plain(failure.upstreamStatus() == 422 ? 422 : 400, INVALID, failure);
    }

    private static ErrorFields rateLimited(Failure.RateLimited failure) {
        String type = switch (failure.scope()) {
            case TOKENS -> "tokens";
            case REQUESTS, CONCURRENCY, FAILED_CREDENTIALS -> "requests";
        };
        return plain(429, type, failure);
    }

    /** What the upstream's failure is for the client: passed on where it says when to come back, else a bad gateway. */
    private static int unavailable(Failure.UpstreamUnavailable failure) {
        return switch (failure.reason()) {
            case CONNECT, RESET -> 502;
            case ERROR ->
                failure.upstreamStatus() == 503 || failure.upstreamStatus() == 504 ? failure.upstreamStatus() : 502;
            case OVERLOADED, ACCOUNT, BUSY -> 503;
        };
    }
}
