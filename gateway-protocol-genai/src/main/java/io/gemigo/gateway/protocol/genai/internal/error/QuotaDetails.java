package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How limits are told. One client reads the ids: {@code PerDay} makes it give up, {@code PerMinute} or a
 * {@code RetryInfo} makes it wait and try again.
 */
final class QuotaDetails {
    private static final Pattern FIRST_NUMBER = Pattern.compile("\\d+");

    private QuotaDetails() {}

    static String message(Failure.RateLimited failure) {
        String retry = " Please retry in " + seconds(RpcError.retryAfter(failure)) + ".";
        if (failure.upstreamStatus() != 0) {
            return "The model is rate limited at the moment." + retry;
        }
        return switch (failure.scope()) {
            case REQUESTS, TOKENS -> "You exceeded your current quota." + retry;
            case CONCURRENCY -> "Too many requests are in progress." + retry;
            case FAILED_CREDENTIALS -> "Too many requests with invalid credentials." + retry;
        };
    }

    /** Writes which quota is used up; nothing if it is the upstream's. */
    static void write(JsonWriter json, Failure failure, @Nullable String model) {
        if (failure instanceof Failure.RateLimited limited) {
            if (limited.upstreamStatus() == 0) {
                write(json, metric(limited.scope()), id(limited.scope()), model, limited.limit());
            }
        } else {
            write(json, "gateway/generate_content_budget", "GenerateBudgetPerDayPerApp", model, null);
        }
    }

    private static void write(
            JsonWriter json, String metric, String id, @Nullable String model, @Nullable String limit) {
        json.object().name("@type").string("type.googleapis.com/google.rpc.QuotaFailure");
        json.name("violations").array().object();
        json.name("quotaMetric").string(metric).name("quotaId").string(id);
        if (model != null) {
            json.name("quotaDimensions").object().name("model").string(model).endObject();
        }
        Matcher number = FIRST_NUMBER.matcher(limit == null ? "" : limit);
        if (number.find()) {
            json.name("quotaValue").string(number.group());
        }
        json.endObject().endArray().endObject();
    }

    static void writeRetryInfo(JsonWriter json, Duration retryAfter) {
        json.object().name("@type").string("type.googleapis.com/google.rpc.RetryInfo");
        json.name("retryDelay").string(seconds(retryAfter)).endObject();
    }

    private static String metric(Failure.RateLimited.Scope scope) {
        return switch (scope) {
            case REQUESTS -> "gateway/generate_content_requests";
            case TOKENS -> "gateway/generate_content_tokens";
            case CONCURRENCY -> "gateway/concurrent_requests";
            case FAILED_CREDENTIALS -> "gateway/failed_credentials";
        };
    }

    private static String id(Failure.RateLimited.Scope scope) {
        return switch (scope) {
            case REQUESTS -> "GenerateRequestsPerMinutePerApp";
            case TOKENS -> "GenerateTokensPerMinutePerApp";
            case CONCURRENCY -> "ConcurrentRequestsPerApp";
            case FAILED_CREDENTIALS -> "FailedCredentialsPerMinutePerAddress";
        };
    }

    /** A duration as proto3's JSON writes it, such as {@code 26s} or {@code 1.5s}. */
    private static String seconds(Duration duration) {
        long millis = duration.toMillis();
        String fraction = millis % 1000 == 0
                ? ""
                : "." + Long.toString(1000 + millis % 1000).substring(1);
        return millis / 1000 + fraction + "s";
    }
}
