package io.gemigo.gateway.testkit.transcript;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.testkit.json.Json;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Failures in the form of {@code events.jsonl}, both ways. Stateless. */
final class FailureLines {
    private static final String SAID = "as in the transcript";
    /** Those whose records have room for what the upstream answered. */
    private static final Set<Failure.Kind> WITH_STATUS = EnumSet.of(
            Failure.Kind.INVALID_REQUEST,
            Failure.Kind.CONTENT_BLOCKED,
            Failure.Kind.RATE_LIMITED,
            Failure.Kind.UPSTREAM_REFUSED,
            Failure.Kind.UPSTREAM_UNAVAILABLE,
            Failure.Kind.UPSTREAM_TIMEOUT,
            Failure.Kind.UPSTREAM_MALFORMED);

    private FailureLines() {}

    static boolean hasStatus(Failure failure) {
        return WITH_STATUS.contains(failure.kind());
    }

    /** Everything the failure says, but for its message. */
    static Json write(Failure failure) {
        Map<String, Json> line = new LinkedHashMap<>();
        line.put("kind", word(failure.kind()));
        line.put("code", text(failure.code()));
        if (failure instanceof Failure.UpstreamUnavailable unavailable) {
            line.put("reason", word(unavailable.reason()));
        }
        if (failure instanceof Failure.RateLimited limited) {
            line.put("scope", word(limited.scope()));
        }
        if (failure instanceof Failure.ContentBlocked blocked) {
            line.put("input", new Json.BooleanValue(blocked.input()));
        }
        if (hasStatus(failure)) {
            line.put("status", number(failure.upstreamStatus()));
        }
        line.put("retryable", new Json.BooleanValue(failure.retryable()));
        String param = failure.param();
        if (param != null) {
            line.put("param", text(param));
        }
        Duration wait = failure.retryAfter();
        if (wait != null) {
            line.put("retryAfterSeconds", number(wait.toSeconds()));
        }
        return new Json.ObjectValue(line);
    }

    private static Json word(Enum<?> constant) {
        return text(constant.name().toLowerCase(Locale.ROOT));
    }

    private static Json text(String text) {
        return new Json.StringValue(text);
    }

    private static Json number(long number) {
        return new Json.NumberValue(Long.toString(number));
    }

    /** A failure that says what the line says, and something harmless where the line is silent. */
    static Failure read(Json line) {
        int status = (int) number(line, "status", 0);
        String param = text(line, "param", null);
        String code = text(line, "code", null);
        return switch (Failure.Kind.valueOf(upper(line.at("kind").asString()))) {
            case UNAUTHENTICATED -> new Failure.Unauthenticated(code != null && code.equals("missing_api_key"));
            case FORBIDDEN -> new Failure.Forbidden(code == null ? "forbidden" : code, SAID);
            case NOT_FOUND ->
                new Failure.NotFound(code != null && code.equals("model_not_found") ? "some-model" : null, SAID);
            case METHOD_NOT_ALLOWED -> new Failure.MethodNotAllowed("GET", List.of("POST"));
            case UNSUPPORTED -> new Failure.Unsupported(SAID);
            case INVALID_REQUEST ->
                new Failure.InvalidRequest(
                        code == null ? Failure.InvalidRequest.INVALID_VALUE : code, param, SAID, status);
            case CONTENT_BLOCKED -> {
                Json input = line.find("input");
                yield new Failure.ContentBlocked(input == null || input.asBoolean(), status);
            }
            case TOO_LARGE -> new Failure.TooLarge(2L << 20);
            case MALFORMED_HTTP -> new Failure.MalformedHttp(400, code == null ? "bad_request" : code, SAID);
            case REQUEST_TIMEOUT -> new Failure.RequestTimeout();
            case RATE_LIMITED ->
                new Failure.RateLimited(
                        Failure.RateLimited.Scope.valueOf(upper(text(line, "scope", "requests"))),
                        "2 requests per minute",
                        wait(line),
                        status);
            case QUOTA_EXHAUSTED -> new Failure.QuotaExhausted(SAID, wait(line));
            case UPSTREAM_REFUSED -> new Failure.UpstreamRefused(status);
            case UPSTREAM_UNAVAILABLE ->
                new Failure.UpstreamUnavailable(
                        Failure.UpstreamUnavailable.Reason.valueOf(upper(text(line, "reason", "error"))),
                        wait(line),
                        status);
            case UPSTREAM_TIMEOUT -> new Failure.UpstreamTimeout(Failure.UpstreamTimeout.Phase.UPSTREAM, status);
            case UPSTREAM_MALFORMED -> new Failure.UpstreamMalformed(SAID, status);
            case CLIENT_GONE -> new Failure.ClientGone();
            case OVERLOADED -> new Failure.Overloaded(SAID, wait(line));
            case SHUTTING_DOWN -> new Failure.ShuttingDown(wait(line));
            case INTERNAL -> new Failure.Internal();
        };
    }

    private static String upper(@Nullable String word) {
        return word == null ? "" : word.toUpperCase(Locale.ROOT);
    }

    private static @Nullable Duration wait(Json line) {
        long seconds = number(line, "retryAfterSeconds", -1);
        return seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    private static @Nullable String text(Json line, String key, @Nullable String otherwise) {
        Json value = line.find(key);
        return value == null ? otherwise : value.asString();
    }

    private static long number(Json line, String key, long otherwise) {
        Json value = line.find(key);
        return value == null ? otherwise : value.asLong();
    }
}
