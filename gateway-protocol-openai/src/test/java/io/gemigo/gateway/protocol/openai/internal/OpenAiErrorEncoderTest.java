package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.port.ErrorReply;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every failure in OpenAI's shape. */
class OpenAiErrorEncoderTest {
    private record Rendered(
            Failure failure,
            int status,
            String type,
            @Nullable String code,
            @Nullable String param,
            String message) {}

    private static final String INVALID = "invalid_request_error";
    private static final String SERVER = "server_error";

    private static Rendered plain(Failure failure, int status, String type) {
        return new Rendered(failure, status, type, failure.code(), failure.param(), failure.message());
    }

    private static Stream<Rendered> renderings() {
        Duration soon = Duration.ofSeconds(3);
        return Stream.of(
                new Rendered(
                        new Failure.Unauthenticated(true),
                        401,
                        INVALID,
                        null,
                        null,
                        "You didn't provide an API key. You need to provide your API key in an Authorization header"
                                + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY)."),
                new Rendered(
                        new Failure.Unauthenticated(false),
                        401,
                        INVALID,
                        "invalid_api_key",
                        null,
                        "Incorrect API key provided."),
                plain(new Failure.Forbidden("project_disabled", "no"), 403, "request_forbidden"),
                new Rendered(
                        new Failure.NotFound("a'b", "whatever"),
                        404,
                        INVALID,
                        "model_not_found",
                        "model",
                        "The model 'a'b' does not exist"),
                new Rendered(
                        new Failure.NotFound(null, "Invalid URL (GET /v1/x)"),
                        404,
                        INVALID,
                        null,
                        null,
                        "Invalid URL (GET /v1/x)"),
                new Rendered(new Failure.Unsupported("not here"), 404, INVALID, null, null, "not here"),
                plain(new Failure.MethodNotAllowed("PUT", List.of("GET", "POST")), 405, INVALID),
                plain(new Failure.InvalidRequest("invalid_value", "messages[0].content", "bad"), 400, INVALID),
                plain(new Failure.InvalidRequest("context_length_exceeded", "messages", "long", 400), 400, INVALID),
                plain(new Failure.InvalidRequest("invalid_value", null, "bad", 422), 422, INVALID),
                new Rendered(
                        new Failure.InvalidRequest("invalid_json", null, "expected a value at byte 3"),
                        400,
                        INVALID,
                        null,
                        null,
                        "We could not parse the JSON body of your request. (expected a value at byte 3)"),
                plain(new Failure.ContentBlocked(true, 400), 400, INVALID),
                plain(new Failure.TooLarge(100), 413, INVALID),
                plain(new Failure.MalformedHttp(431, "header_too_large", "too large"), 431, INVALID),
                plain(new Failure.MalformedHttp(505, "http_version", "no"), 505, INVALID),
                plain(new Failure.RequestTimeout(), 408, INVALID),
                plain(new Failure.RateLimited(Failure.RateLimited.Scope.REQUESTS, "5/m", soon, 0), 429, "requests"),
                plain(new Failure.RateLimited(Failure.RateLimited.Scope.TOKENS, null, soon, 429), 429, "tokens"),
                plain(new Failure.RateLimited(Failure.RateLimited.Scope.CONCURRENCY, "200", null, 0), 429, "requests"),
                plain(
                        new Failure.RateLimited(Failure.RateLimited.Scope.FAILED_CREDENTIALS, null, soon, 0),
                        429,
                        "requests"),
                plain(new Failure.QuotaExhausted("Used up.", null), 429, "insufficient_quota"),
                plain(new Failure.UpstreamRefused(401), 502, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.CONNECT, null, 0), 502, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.RESET, null, 0), 502, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.ERROR, null, 500), 502, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.ERROR, null, 503), 503, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.ERROR, null, 504), 504, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.OVERLOADED, soon, 503), 503, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.ACCOUNT, null, 400), 503, SERVER),
                plain(new Failure.UpstreamUnavailable(Reason.BUSY, null, 0), 503, SERVER),
                plain(new Failure.UpstreamTimeout(Failure.UpstreamTimeout.Phase.IDLE, 0), 504, SERVER),
                plain(new Failure.UpstreamMalformed("half an event", 200), 502, SERVER),
                plain(new Failure.ClientGone(), 499, INVALID),
                plain(new Failure.Overloaded("Too much.", soon), 503, SERVER),
                plain(new Failure.ShuttingDown(null), 503, SERVER),
                new Rendered(new Failure.Internal(), 500, SERVER, null, null, new Failure.Internal().message()));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void rendersStatusTypeCodeParamAndMessage(Rendered expected) {
        ErrorReply reply = encode(expected.failure());
        assertThat(reply.status()).isEqualTo(expected.status());
        assertThat(reply.headers().get("content-type")).isEqualTo("application/json");
        JsonAssert.assertSame(
                Json.parse("{\"error\":{\"message\":" + json(expected.message()) + ",\"type\":" + json(expected.type())
                        + ",\"param\":" + json(expected.param()) + ",\"code\":" + json(expected.code())
                        + ",\"requestId\":\"req-1\"}}"),
                Json.parse(reply.body()));
    }

    private static String json(@Nullable String text) {
        return text == null ? "null" : new Json.StringValue(text).toString();
    }

    @Test
    void isTriedOnEveryKind() {
        Set<Failure.Kind> tried =
                renderings().map(each -> each.failure().kind()).collect(Collectors.toSet());
        assertThat(tried).isEqualTo(EnumSet.allOf(Failure.Kind.class));
    }

    @ParameterizedTest
    @MethodSource("renderings")
    void says429And503WhenToComeBackAndNoneElse(Rendered expected) {
        boolean due = expected.status() == 429 || expected.status() == 503;
        assertThat(encode(expected.failure()).headers().has("retry-after")).isEqualTo(due);
    }

    @Test
    void roundsWaitsUpToWholeSecondsWithinWhatClientsHonour() {
        assertThat(retryAfter(limited(null))).isEqualTo("1");
        assertThat(retryAfter(limited(Duration.ZERO))).isEqualTo("1");
        assertThat(retryAfter(limited(Duration.ofMillis(300)))).isEqualTo("1");
        assertThat(retryAfter(limited(Duration.ofMillis(2001)))).isEqualTo("3");
        assertThat(retryAfter(limited(Duration.ofSeconds(60)))).isEqualTo("60");
        assertThat(retryAfter(limited(Duration.ofHours(2)))).isEqualTo("60");
        assertThat(retryAfter(limited(Duration.ofSeconds(Long.MAX_VALUE)))).isEqualTo("60");
        assertThat(retryAfter(new Failure.QuotaExhausted("x", Duration.ofHours(2))))
                .isEqualTo("7200");
        assertThat(retryAfter(new Failure.QuotaExhausted("x", null))).isEqualTo("60");
    }

    private static Failure limited(@Nullable Duration wait) {
        return new Failure.RateLimited(Failure.RateLimited.Scope.REQUESTS, null, wait, 0);
    }

    private static @Nullable String retryAfter(Failure failure) {
        return encode(failure).headers().get("retry-after");
    }

    @Test
    void stopsClientsFromTryingAgainInVain() {
        assertThat(shouldRetry(new Failure.QuotaExhausted("x", null))).isEqualTo("false");
        assertThat(shouldRetry(new Failure.UpstreamRefused(403))).isEqualTo("false");
        assertThat(shouldRetry(new Failure.UpstreamUnavailable(Reason.ACCOUNT, null, 400)))
                .isEqualTo("false");
        assertThat(shouldRetry(new Failure.UpstreamUnavailable(Reason.OVERLOADED, null, 503)))
                .isNull();
        assertThat(shouldRetry(limited(null))).isNull();
        assertThat(shouldRetry(new Failure.Unauthenticated(false))).isNull();
    }

    private static @Nullable String shouldRetry(Failure failure) {
        return encode(failure).headers().get("x-should-retry");
    }

    @Test
    void namesTheMethodsThatAreAllowed() {
        assertThat(encode(new Failure.MethodNotAllowed("PUT", List.of("GET", "POST")))
                        .headers()
                        .get("allow"))
                .isEqualTo("GET, POST");
    }

    private static ErrorReply encode(Failure failure) {
        return new OpenAiErrorEncoder().encode(failure, "req-1");
    }

    @Test
    void saysHowToAuthenticateWhereThatIsWrongAndNowhereElse() {
        assertThat(encode(new Failure.Unauthenticated(true)).headers().get("www-authenticate"))
                .isEqualTo("Bearer");
        assertThat(encode(new Failure.Unauthenticated(false)).headers().get("www-authenticate"))
                .isEqualTo("Bearer");
        assertThat(encode(new Failure.Forbidden("project_disabled", "no"))
                        .headers()
                        .has("www-authenticate"))
                .isFalse();
    }
}
