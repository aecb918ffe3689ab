package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.core.error.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the dialect says it: the table of statuses and texts. Texts are those the official API gives where
 * clients match on them. Immutable.
 *
 * @param httpStatus also {@code error.code}
 */
record RpcError(int httpStatus, RpcCode code, String message) {
    private static final String UNREGISTERED = "Method doesn't allow unregistered callers (callers without established "
            + "identity). Please use API Key or other form of API consumer identity to call this API.";
    static final String BAD_KEY = "API key not valid. Please pass a valid API key.";
    private static final String BAD_BEARER = "Request had invalid authentication credentials. Expected OAuth 2 access "
            + "token, login cookie or other valid authentication credential.";

    static RpcError of(Failure failure, ErrorContext context) {
        String message = failure.message();
        return switch (failure.kind()) {
            case UNAUTHENTICATED -> unauthenticated((Failure.Unauthenticated) failure, context);
            case FORBIDDEN -> new RpcError(403, RpcCode.PERMISSION_DENIED, message);
            case NOT_FOUND -> new RpcError(404, RpcCode.NOT_FOUND, notFound((Failure.NotFound) failure, context));
            case METHOD_NOT_ALLOWED -> new RpcError(405, RpcCode.UNIMPLEMENTED, message);
            case UNSUPPORTED -> new RpcError(501, RpcCode.UNIMPLEMENTED, message);
            case INVALID_REQUEST ->
                new RpcError(400, RpcCode.INVALID_ARGUMENT, InvalidArgument.message((Failure.InvalidRequest) failure));
            case CONTENT_BLOCKED -> new RpcError(400, RpcCode.INVALID_ARGUMENT, message);
            case TOO_LARGE ->
                new RpcError(
                        400,
                        RpcCode.INVALID_ARGUMENT,
                        "Request payload size exceeds the limit: " + ((Failure.TooLarge) failure).limitBytes()
                                + " bytes.");
            case MALFORMED_HTTP -> malformed((Failure.MalformedHttp) failure);
            case REQUEST_TIMEOUT -> new RpcError(408, RpcCode.DEADLINE_EXCEEDED, message);
            case RATE_LIMITED ->
                new RpcError(429, RpcCode.RESOURCE_EXHAUSTED, QuotaDetails.message((Failure.RateLimited) failure));
            case QUOTA_EXHAUSTED -> new RpcError(429, RpcCode.RESOURCE_EXHAUSTED, message);
            case UPSTREAM_REFUSED -> new RpcError(500, RpcCode.INTERNAL, refused(failure));
            case UPSTREAM_UNAVAILABLE, OVERLOADED, SHUTTING_DOWN -> new RpcError(503, RpcCode.UNAVAILABLE, message);
            case UPSTREAM_TIMEOUT -> new RpcError(504, RpcCode.DEADLINE_EXCEEDED, message);
            case UPSTREAM_MALFORMED, INTERNAL -> new RpcError(500, RpcCode.INTERNAL, message);
            case CLIENT_GONE -> new RpcError(499, RpcCode.CANCELLED, message);
        };
    }

    private static RpcError unauthenticated(Failure.Unauthenticated failure, ErrorContext context) {
        if (failure.missing()) {
            return new RpcError(403, RpcCode.PERMISSION_DENIED, UNREGISTERED);
        }
        return context.bearer()
                ? new RpcError(401, RpcCode.UNAUTHENTICATED, BAD_BEARER)
                : new RpcError(400, RpcCode.INVALID_ARGUMENT, BAD_KEY);
    }

    private static String notFound(Failure.NotFound failure, ErrorContext context) {
        if (failure.model() == null) {
            return failure.message();
        }
        // A provider knows its own names only: the client's is the one in the path.
        String model = context.model() == null ? failure.model() : context.model();
        String verb = context.verb() == null ? "getModel" : context.verb();
        return "models/" + model + " is not found for API version " + context.version()
                + ", or is not supported for " + verb
                + ". Call ListModels to see the list of available models and their supported methods.";
    }

    private static RpcError malformed(Failure.MalformedHttp failure) {
        RpcCode code = switch (failure.status()) {
            case 501, 505 -> RpcCode.UNIMPLEMENTED;
            default -> RpcCode.INVALID_ARGUMENT;
        };
        return new RpcError(failure.status(), code, failure.message());
    }

    private static String refused(Failure failure) {
        return failure.upstreamStatus() == 401 || failure.upstreamStatus() == 403
                ? "upstream authentication failed"
                : failure.message();
    }

    /** What a client reads in {@code retry-after} and {@code RetryInfo}: a rate limit always says when. */
    static @Nullable Duration retryAfter(Failure failure) {
        return failure instanceof Failure.RateLimited limited ? retryAfter(limited) : failure.retryAfter();
    }

    /** When a rate limit lets more through. */
    static Duration retryAfter(Failure.RateLimited limited) {
        Duration said = limited.retryAfter();
        return said == null ? Duration.ofSeconds(1) : said;
    }
}
