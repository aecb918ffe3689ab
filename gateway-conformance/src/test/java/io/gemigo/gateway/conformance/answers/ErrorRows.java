package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.error.Failure.UpstreamTimeout.Phase;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import java.time.Duration;
import java.util.List;

/** Every failure. */
final class ErrorRows {
    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";
    private static final Duration SOON = Duration.ofSeconds(3);

    private ErrorRows() {}

    static List<ErrorRow> all() {
        return List.of(
                new ErrorRow(
                        "no app token",
                        new Failure.Unauthenticated(true),
                        401,
                        INVALID,
                        "null",
                        403,
                        "PERMISSION_DENIED"),
                new ErrorRow(
                        "an app token that is not valid",
                        new Failure.Unauthenticated(false),
                        401,
                        INVALID,
                        "invalid_api_key",
                        400,
                        "INVALID_ARGUMENT"),
                new ErrorRow(
                        "not allowed",
                        new Failure.Forbidden("project_disabled", "No."),
                        403,
                        "request_forbidden",
                        "project_disabled",
                        403,
                        "PERMISSION_DENIED"),
                new ErrorRow(
                        "a model that is not there",
                        new Failure.NotFound("x", "No."),
                        404,
                        INVALID,
                        "model_not_found",
                        404,
                        "NOT_FOUND"),
                new ErrorRow(
                        "a path that is not there",
                        new Failure.NotFound(null, "No."),
                        404,
                        INVALID,
                        "null",
                        404,
                        "NOT_FOUND"),
                new ErrorRow(
                        "a path of the API that is not served",
                        new Failure.Unsupported("No."),
                        404,
                        INVALID,
                        "null",
                        501,
                        "UNIMPLEMENTED"),
                new ErrorRow(
                        "another method",
                        new Failure.MethodNotAllowed("PUT", List.of("GET")),
                        405,
                        INVALID,
                        "method_not_supported",
                        405,
                        "UNIMPLEMENTED"),
                new ErrorRow(
                        "a field that is wrong, or cannot be had",
                        new Failure.InvalidRequest("invalid_value", "temperature", "Bad."),
                        400,
                        INVALID,
                        "invalid_value",
                        400,
                        "INVALID_ARGUMENT"),
                new ErrorRow(
                        "a body that is no JSON",
                        new Failure.InvalidRequest(Failure.InvalidRequest.INVALID_JSON, null, "Bad."),
                        400,
                        INVALID,
                        "null",
                        400,
                        "INVALID_ARGUMENT"),
                new ErrorRow(
                        "a prompt that is too long",
                        new Failure.InvalidRequest(
                                Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED,
                                "messages",
                                "The maximum is 1000 tokens.",
                                400),
                        400,
                        INVALID,
                        "context_length_exceeded",
                        400,
                        "INVALID_ARGUMENT"),
                new ErrorRow(
                        "input that is withheld",
                        new Failure.ContentBlocked(true, 400),
                        400,
                        INVALID,
                        "content_filter",
                        200,
                        "`promptFeedback.blockReason`"),
                new ErrorRow(
                        "output that is withheld",
                        new Failure.ContentBlocked(false, 400),
                        400,
                        INVALID,
                        "content_filter",
                        200,
                        "`finishReason` `PROHIBITED_CONTENT`"),
                new ErrorRow(
                        "a body over the limit",
                        new Failure.TooLarge(100),
                        413,
                        INVALID,
                        "request_too_large",
                        400,
                        "INVALID_ARGUMENT"),
                new ErrorRow(
                        "HTTP that is not sound",
                        new Failure.MalformedHttp(431, "header_too_large", "No."),
                        431,
                        INVALID,
                        "header_too_large",
                        431,
                        "INVALID_ARGUMENT"),
                new ErrorRow(
                        "a body that does not come in time",
                        new Failure.RequestTimeout(),
                        408,
                        INVALID,
                        "request_timeout",
                        408,
                        "DEADLINE_EXCEEDED"),
                limited("too many requests", Scope.REQUESTS, "requests", "rate_limit_exceeded"),
                limited("too many tokens", Scope.TOKENS, "tokens", "rate_limit_exceeded"),
                limited("too many calls at once", Scope.CONCURRENCY, "requests", "concurrency_limit_exceeded"),
                limited(
                        "too many wrong app tokens from one address",
                        Scope.FAILED_CREDENTIALS,
                        "requests",
                        "rate_limit_exceeded"),
                new ErrorRow(
                        "the upstream's limit",
                        new Failure.RateLimited(Scope.TOKENS, null, SOON, 429),
                        429,
                        "tokens",
                        "rate_limit_exceeded",
                        429,
                        "RESOURCE_EXHAUSTED"),
                new ErrorRow(
                        "a budget that is used up",
                        new Failure.QuotaExhausted("Used up.", null),
                        429,
                        "insufficient_quota",
                        "insufficient_quota",
                        429,
                        "RESOURCE_EXHAUSTED"),
                new ErrorRow(
                        "the gateway's key is refused",
                        new Failure.UpstreamRefused(401),
                        502,
                        SERVER,
                        "upstream_refused",
                        500,
                        "INTERNAL"),
                unavailable("no connection to the upstream", Reason.CONNECT, 0, 502),
                unavailable("the connection breaks", Reason.RESET, 0, 502),
                unavailable("the upstream fails", Reason.ERROR, 500, 502),
                unavailable("the upstream is overloaded", Reason.OVERLOADED, 503, 503),
                unavailable("the upstream's account is out of service", Reason.ACCOUNT, 400, 503),
                unavailable("no connection is free", Reason.BUSY, 0, 503),
                late("no answer in time", Phase.FIRST_BYTE),
                late("an answer that stops", Phase.IDLE),
                late("an answer that takes too long", Phase.TOTAL),
                late("the upstream says it took too long", Phase.UPSTREAM),
                new ErrorRow(
                        "an answer that cannot be read, or is over the limit",
                        new Failure.UpstreamMalformed("not JSON", 200),
                        502,
                        SERVER,
                        "upstream_malformed",
                        500,
                        "INTERNAL"),
                new ErrorRow(
                        "the client has left", new Failure.ClientGone(), 499, INVALID, "client_gone", 499, "CANCELLED"),
                new ErrorRow(
                        "the gateway is overloaded",
                        new Failure.Overloaded("Too much.", SOON),
                        503,
                        SERVER,
                        "overloaded",
                        503,
                        "UNAVAILABLE"),
                new ErrorRow(
                        "the gateway shuts down",
                        new Failure.ShuttingDown(null),
                        503,
                        SERVER,
                        "shutting_down",
                        503,
                        "UNAVAILABLE"),
                new ErrorRow(
                        "a mistake of the gateway's", new Failure.Internal(), 500, SERVER, "null", 500, "INTERNAL"));
    }

    private static ErrorRow limited(String when, Scope scope, String type, String code) {
        return new ErrorRow(
                when,
                new Failure.RateLimited(scope, "5 per minute", SOON, 0),
                429,
                type,
                code,
                429,
                "RESOURCE_EXHAUSTED");
    }

    private static ErrorRow unavailable(String when, Reason reason, int upstream, int openAi) {
        return new ErrorRow(
                when,
                new Failure.UpstreamUnavailable(reason, null, upstream),
                openAi,
                SERVER,
                "upstream_unavailable",
                503,
                "UNAVAILABLE");
    }

    private static ErrorRow late(String when, Phase phase) {
        return new ErrorRow(
                when, new Failure.UpstreamTimeout(phase, 0), 504, SERVER, "upstream_timeout", 504, "DEADLINE_EXCEEDED");
    }
}
