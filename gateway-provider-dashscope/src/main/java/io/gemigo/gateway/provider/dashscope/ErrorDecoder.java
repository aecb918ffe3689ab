package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.RateLimited.Scope;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.dialect.openai.ErrorBody;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What DashScope's errors mean. Codes are matched before statuses, since the status is at times another layer's: arrears
 * come as 400, lack of capacity as 500, and messages may begin with the status that counts, {@code <429> …}.
 */
final class ErrorDecoder {
    private static final Pattern INNER_STATUS = Pattern.compile("^\\s*<([45][0-9]{2})>");
    private static final Pattern INPUT_RANGE = Pattern.compile("range of input length should be \\[[0-9]+, ?([0-9]+)]");
    private static final Pattern CONTEXT_LENGTH = Pattern.compile("maximum context length is ([0-9]+)");
    private static final Pattern PLAN_USED_UP =
            Pattern.compile("free allocated quota exceeded|(hour|week|month)(ly)? allocated quota exceeded");
    /** What the error-code page says this means: the conversation does not end with the user. */
    private static final String LAST_MESSAGE = "list index out of range";
    /** Growth-rate protection relents within seconds; for other limits no figure is known. */
    private static final Duration AFTER_BURST = Duration.ofSeconds(5);

    private ErrorDecoder() {}

    /** Reads an answer with a status other than 200. */
    static Failure decode(int status, HeaderView headers, Window body) {
        if (status < 400) {
            String what = status >= 300 ? "redirect" : "answer without a body to read";
            return new Failure.UpstreamMalformed(what, status);
        }
        return failure(status, RetryAfter.of(headers), ErrorBody.read(body));
    }

    /** Reads an error inside an answer of status 200; {@code status} is what the error's frame says, 0 if it does not. */
    static Failure inAnswer(int status, ErrorBody error) {
        return failure(status == 0 ? 200 : status, null, error);
    }

    private static Failure failure(int outerStatus, @Nullable Duration retryAfter, ErrorBody error) {
        String message = error.message() == null ? "" : error.message();
        String words = message.toLowerCase(Locale.ROOT);
        Matcher inner = INNER_STATUS.matcher(message);
        int status = inner.find() ? Integer.parseInt(inner.group(1)) : outerStatus;
        String code = code(error);
        Failure known = byCode(code, words, status, retryAfter);
        if (known != null) {
            return known;
        }
        if (words.contains(LAST_MESSAGE)) {
            return new Failure.InvalidRequest(
                    Failure.InvalidRequest.INVALID_VALUE,
                    "messages",
                    "The last message must be one that this model can answer: the user's or a tool's.",
                    status);
        }
        Failure tooLong = contextLength(words, status);
        if (tooLong != null) {
            return tooLong;
        }
        return byStatus(status < 400 ? implied(code) : status, status, code, words, error, retryAfter);
    }

    private static String code(ErrorBody error) {
        String code = error.code() != null ? error.code() : error.type();
        return code == null ? "" : code.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Failure byCode(String code, String words, int status, @Nullable Duration retryAfter) {
        switch (code) {
            case "arrearage",
                    "allocationquota.freetieronly",
                    "commoditynotpurchased",
                    "prepaidbilloverdue",
                    "postpaidbilloverdue":
                return new Failure.UpstreamUnavailable(Reason.ACCOUNT, null, status);
            case "data_inspection_failed",
                    "datainspectionfailed",
                    "ipinfringementsuspect",
                    "faqruleblocked",
                    "customroleblocked":
                return new Failure.ContentBlocked(!words.startsWith("output"), status);
            case "model_not_found",
                    "modelnotfound",
                    "model_not_supported",
                    "model.accessdenied",
                    "endpoint.accessdenied":
                return modelNotFound(status);
            case "requesttimeout", "internalerror.timeout":
                return new Failure.UpstreamTimeout(Failure.UpstreamTimeout.Phase.UPSTREAM, status);
            case "modelservingerror", "modelunavailable":
                return new Failure.UpstreamUnavailable(Reason.OVERLOADED, retryAfter, status);
            default:
                return PLAN_USED_UP.matcher(words).find()
                        ? new Failure.UpstreamUnavailable(Reason.ACCOUNT, null, status)
                        : null;
        }
    }

    private static Failure modelNotFound(int status) {
        return new Failure.NotFound("", "The model does not exist or is not available here.", status);
    }

    private static @Nullable Failure contextLength(String words, int status) {
        Matcher range = INPUT_RANGE.matcher(words);
        Matcher length = CONTEXT_LENGTH.matcher(words);
        String tokens = range.find() ? range.group(1) : length.find() ? length.group(1) : null;
        return tokens == null
                ? null
                : new Failure.InvalidRequest(
                        Failure.InvalidRequest.CONTEXT_LENGTH_EXCEEDED,
                        "messages",
                        "This model's maximum context length is " + tokens + " tokens.",
                        status);
    }

    /** The status an error without one would have had. */
    private static int implied(String code) {
        if (code.startsWith("throttling") || code.startsWith("limit") || code.equals("insufficient_quota")) {
            return 429;
        }
        if (code.startsWith("invalid_parameter")
                || code.startsWith("invalidparameter")
                || code.startsWith("invalid_re")) {
            return 400;
        }
        return code.contains("api_key") || code.contains("apikey") || code.contains("access") ? 403 : 500;
    }

    private static Failure byStatus(
            int kind, int status, String code, String words, ErrorBody error, @Nullable Duration retryAfter) {
        return switch (kind) {
            case 400, 422 ->
                new Failure.InvalidRequest(
                        SafeText.code(error.code()),
                        SafeText.param(error.param()),
                        SafeText.message(error.message()),
                        status);
            case 402 -> new Failure.UpstreamUnavailable(Reason.ACCOUNT, null, status);
            case 408, 504 -> new Failure.UpstreamTimeout(Failure.UpstreamTimeout.Phase.UPSTREAM, status);
            case 413 -> new Failure.TooLarge(0, status);
            case 429 -> rateLimited(code, words, status, retryAfter);
            case 503 -> new Failure.UpstreamUnavailable(Reason.OVERLOADED, retryAfter, status);
            default ->
                kind >= 500
                        ? new Failure.UpstreamUnavailable(
                                words.contains("too many requests") ? Reason.OVERLOADED : Reason.ERROR,
                                retryAfter,
                                status)
                        // Key, wrong prefix, wrong method: all of them the gateway's configuration.
                        : new Failure.UpstreamRefused(status);
        };
    }

    private static Failure rateLimited(String code, String words, int status, @Nullable Duration retryAfter) {
        if (code.contains("burst")) {
            return new Failure.RateLimited(Scope.REQUESTS, null, retryAfter == null ? AFTER_BURST : retryAfter, status);
        }
        // insufficient_quota is the limit of tokens per minute here, not an empty account.
        boolean tokens = code.equals("insufficient_quota")
                || code.contains("allocationquota")
                || code.equals("limit_tokens")
                || words.contains("allocated quota exceeded");
        Scope scope = tokens ? Scope.TOKENS : Scope.REQUESTS;
        return new Failure.RateLimited(scope, null, retryAfter, status);
    }
}
