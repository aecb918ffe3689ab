package io.gemigo.gateway.core.error;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can go wrong with a call, as values: what happened, whose fault it is, what the caller may do next.
 *
 * <p>Immutable. Messages are safe to show to a client: no upstream address, key, token, path, prompt or stack trace.
 * HTTP statuses and wire shapes belong to the protocols.
 */
public sealed interface Failure {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** Stable word for programs, such as {@code rate_limit_exceeded}. */
    String code();

    /** One sentence for people. */
    String message();

    /** Whose doing it is. */
    Fault fault();

    /** Whether the same request may succeed later. */
    boolean retryable();

    /** Earliest sensible moment to try again, null if not known. */
    default @Nullable Duration retryAfter() {
        return null;
    }

    /** The request field at fault in the client's own spelling, such as {@code messages[0].content}; null if none. */
    default @Nullable String param() {
        return null;
    }

    /** HTTP status the upstream answered with, 0 if it did not or was not asked. For records, not for clients. */
    default int upstreamStatus() {
        return 0;
    }

    /** The cases. */
    enum Kind {
        /** {@link Unauthenticated}. */
        UNAUTHENTICATED,
        /** {@link Forbidden}. */
        FORBIDDEN,
        /** {@link NotFound}. */
        NOT_FOUND,
        /** {@link MethodNotAllowed}. */
        METHOD_NOT_ALLOWED,
        /** {@link Unsupported}. */
        UNSUPPORTED,
        /** {@link InvalidRequest}. */
        INVALID_REQUEST,
        /** {@link ContentBlocked}. */
        CONTENT_BLOCKED,
        /** {@link TooLarge}. */
        TOO_LARGE,
        /** {@link MalformedHttp}. */
        MALFORMED_HTTP,
        /** {@link RequestTimeout}. */
        REQUEST_TIMEOUT,
        /** {@link RateLimited}. */
        RATE_LIMITED,
        /** {@link QuotaExhausted}. */
        QUOTA_EXHAUSTED,
        /** {@link UpstreamRefused}. */
        UPSTREAM_REFUSED,
        /** {@link UpstreamUnavailable}. */
        UPSTREAM_UNAVAILABLE,
        /** {@link UpstreamTimeout}. */
        UPSTREAM_TIMEOUT,
        /** {@link UpstreamMalformed}. */
        UPSTREAM_MALFORMED,
        /** {@link ClientGone}. */
        CLIENT_GONE,
        /** {@link Overloaded}. */
        OVERLOADED,
        /** {@link ShuttingDown}. */
        SHUTTING_DOWN,
        /** {@link Internal}. */
        INTERNAL
    }

    /**
     * No credential, or none that is known.
     *
     * @param missing true if none was given; malformed and unknown ones look alike
     */
    record Unauthenticated(boolean missing) implements Failure {
        @Override
        public Kind kind() {
            return Kind.UNAUTHENTICATED;
        }

        @Override
        public String code() {
            return missing ? "missing_api_key" : "invalid_api_key";
        }

        @Override
        public String message() {
            return missing ? "No app token was given." : "The app token is not valid.";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** The principal is known but may not do this. */
    record Forbidden(String code, String message) implements Failure {
        @Override
        public Kind kind() {
            return Kind.FORBIDDEN;
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * There is no such route, model or thing.
     *
     * @param model the unknown model's name as the client wrote it, empty if only the upstream knows which one it is, null
     *     if it is a route that does not exist
     * @param upstreamStatus status of the upstream if it was the one to say so, else 0
     */
    record NotFound(@Nullable String model, String message, int upstreamStatus) implements Failure {
        /** What the gateway itself does not have. */
        public NotFound(@Nullable String model, String message) {
            this(model, message, 0);
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }

        @Override
        public String code() {
            return model == null ? "not_found" : "model_not_found";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }

        @Override
        public @Nullable String param() {
            return model == null ? null : "model";
        }
    }

    /**
     * The route exists, for other methods.
     *
     * @param allowed the methods it exists for
     */
    record MethodNotAllowed(String method, List<String> allowed) implements Failure {
        /** Copies the list. */
        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }

        @Override
        public Kind kind() {
            return Kind.METHOD_NOT_ALLOWED;
        }

        @Override
        public String code() {
            return "method_not_supported";
        }

        @Override
        public String message() {
            return "Not allowed to " + method + " here; allowed: " + String.join(", ", allowed) + ".";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** A route the API knows and this gateway does not serve. */
    record Unsupported(String message) implements Failure {
        @Override
        public Kind kind() {
            return Kind.UNSUPPORTED;
        }

        @Override
        public String code() {
            return "unsupported";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * The request makes no sense or asks for what cannot be done.
     *
     * @param code such as {@code invalid_value}, {@code missing_required_parameter}, {@code unsupported_parameter},
     *     {@code invalid_json}, {@code context_length_exceeded}
     * @param param the field, in the client's spelling
     * @param upstreamStatus status of the upstream if it was the one to say so, else 0
     */
    record InvalidRequest(String code, @Nullable String param, String message, int upstreamStatus) implements Failure {
        /** The body is not JSON. */
        public static final String INVALID_JSON = "invalid_json";
        /** A field's value will not do. */
        public static final String INVALID_VALUE = "invalid_value";
        /** A field's type will not do. */
        public static final String INVALID_TYPE = "invalid_type";
        /** A field is missing. */
        public static final String MISSING = "missing_required_parameter";
        /** A field cannot be honoured. */
        public static final String UNSUPPORTED_PARAMETER = "unsupported_parameter";
        /** A field's value cannot be honoured. */
        public static final String UNSUPPORTED_VALUE = "unsupported_value";
        /** The prompt is longer than the model reads. */
        public static final String CONTEXT_LENGTH_EXCEEDED = "context_length_exceeded";

        /** A refusal of the gateway's own. */
        public InvalidRequest(String code, @Nullable String param, String message) {
            this(code, param, message, 0);
        }

        @Override
        public Kind kind() {
            return Kind.INVALID_REQUEST;
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * A content inspection withheld the call or its answer.
     *
     * @param input true if the prompt was refused, false if the answer was
     */
    record ContentBlocked(boolean input, int upstreamStatus) implements Failure {
        @Override
        public Kind kind() {
            return Kind.CONTENT_BLOCKED;
        }

        @Override
        public String code() {
            return "content_filter";
        }

        @Override
        public String message() {
            return input
                    ? "The prompt was refused by content inspection."
                    : "The answer was withheld by content inspection.";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * The body is over the limit.
     *
     * @param limitBytes 0 if it is the upstream's, which it does not tell
     * @param upstreamStatus status of the upstream if it was the one to say so, else 0
     */
    record TooLarge(long limitBytes, int upstreamStatus) implements Failure {
        /** Over a limit of the gateway's own. */
        public TooLarge(long limitBytes) {
            this(limitBytes, 0);
        }

        @Override
        public Kind kind() {
            return Kind.TOO_LARGE;
        }

        @Override
        public String code() {
            return "request_too_large";
        }

        @Override
        public String message() {
            return limitBytes == 0
                    ? "Request body is too large."
                    : "Request body is too large: the limit is " + limitBytes + " bytes.";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * The request is not HTTP as this server takes it, whatever it may mean.
     *
     * @param status the HTTP status that names the flaw: 400, 414, 415, 417, 431, 501 or 505
     */
    record MalformedHttp(int status, String code, String message) implements Failure {
        @Override
        public Kind kind() {
            return Kind.MALFORMED_HTTP;
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** The client took too long to send its request. */
    record RequestTimeout() implements Failure {
        @Override
        public Kind kind() {
            return Kind.REQUEST_TIMEOUT;
        }

        @Override
        public String code() {
            return "request_timeout";
        }

        @Override
        public String message() {
            return "The request was not received in time.";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /**
     * Too much in too short a time; waiting helps.
     *
     * @param scope what there was too much of
     * @param limit the limit in words, such as {@code 1200 requests per minute per app}; null if the upstream's
     * @param upstreamStatus status of the upstream if the limit is its, else 0
     */
    record RateLimited(
            Scope scope, @Nullable String limit, @Nullable Duration retryAfter, int upstreamStatus) implements Failure {
        /** What there can be too much of. */
        public enum Scope {
            /** Requests per time. */
            REQUESTS,
            /** Tokens per time. */
            TOKENS,
            /** Requests in progress. */
            CONCURRENCY,
            /** Requests with wrong credentials from one address. */
            FAILED_CREDENTIALS
        }

        @Override
        public Kind kind() {
            return Kind.RATE_LIMITED;
        }

        @Override
        public String code() {
            return scope == Scope.CONCURRENCY ? "concurrency_limit_exceeded" : "rate_limit_exceeded";
        }

        @Override
        public String message() {
            return limit == null ? "Rate limit reached." : "Rate limit reached: " + limit + ".";
        }

        @Override
        public Fault fault() {
            return upstreamStatus == 0 ? Fault.CLIENT : Fault.UPSTREAM;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** A budget is used up; waiting does not help within minutes. */
    record QuotaExhausted(String message, @Nullable Duration retryAfter) implements Failure {
        @Override
        public Kind kind() {
            return Kind.QUOTA_EXHAUSTED;
        }

        @Override
        public String code() {
            return "insufficient_quota";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** The upstream refused the gateway itself: its key, its configuration. Nothing the client can mend. */
    record UpstreamRefused(int upstreamStatus) implements Failure {
        @Override
        public Kind kind() {
            return Kind.UPSTREAM_REFUSED;
        }

        @Override
        public String code() {
            return "upstream_refused";
        }

        @Override
        public String message() {
            return "The upstream refused the gateway's request.";
        }

        @Override
        public Fault fault() {
            return Fault.UPSTREAM;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /**
     * The upstream cannot be reached, failed, or is out of service.
     *
     * @param reason what is the matter
     */
    record UpstreamUnavailable(Reason reason, @Nullable Duration retryAfter, int upstreamStatus) implements Failure {
        /** What is the matter. */
        public enum Reason {
            /** No connection could be made. */
            CONNECT,
            /** The connection broke. */
            RESET,
            /** It answered that it failed. */
            ERROR,
            /** It answered that it is overloaded or down for a while. */
            OVERLOADED,
            /** The account behind it is not in service. */
            ACCOUNT,
            /** No connection became free in time, or too many wait for one. */
            BUSY
        }

        @Override
        public Kind kind() {
            return Kind.UPSTREAM_UNAVAILABLE;
        }

        @Override
        public String code() {
            return "upstream_unavailable";
        }

        @Override
        public String message() {
            return switch (reason) {
                case CONNECT -> "The upstream could not be reached.";
                case RESET -> "The connection to the upstream broke.";
                case ERROR -> "The upstream failed.";
                case OVERLOADED -> "The model is overloaded. Please try again later.";
                case ACCOUNT -> "The upstream is out of service.";
                case BUSY -> "No connection to the upstream is free.";
            };
        }

        @Override
        public Fault fault() {
            return Fault.UPSTREAM;
        }

        @Override
        public boolean retryable() {
            return reason != Reason.ACCOUNT;
        }
    }

    /** The upstream took too long; the call may have been billed. */
    record UpstreamTimeout(Phase phase, int upstreamStatus) implements Failure {
        /** What took too long. */
        public enum Phase {
            /** Waiting for the answer to begin. */
            FIRST_BYTE,
            /** Waiting for more of the answer. */
            IDLE,
            /** The call as a whole. */
            TOTAL,
            /** The upstream itself said so. */
            UPSTREAM
        }

        @Override
        public Kind kind() {
            return Kind.UPSTREAM_TIMEOUT;
        }

        @Override
        public String code() {
            return "upstream_timeout";
        }

        @Override
        public String message() {
            return "The upstream did not answer in time.";
        }

        @Override
        public Fault fault() {
            return Fault.UPSTREAM;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /**
     * The upstream's answer cannot be understood, or ends before it is whole.
     *
     * @param problem what is wrong, without an excerpt; for logs
     */
    record UpstreamMalformed(String problem, int upstreamStatus) implements Failure {
        @Override
        public Kind kind() {
            return Kind.UPSTREAM_MALFORMED;
        }

        @Override
        public String code() {
            return "upstream_malformed";
        }

        @Override
        public String message() {
            return "The upstream's answer was broken.";
        }

        @Override
        public Fault fault() {
            return Fault.UPSTREAM;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The client has left; for records only, nobody is there to read it. */
    record ClientGone() implements Failure {
        @Override
        public Kind kind() {
            return Kind.CLIENT_GONE;
        }

        @Override
        public String code() {
            return "client_gone";
        }

        @Override
        public String message() {
            return "The client closed the connection.";
        }

        @Override
        public Fault fault() {
            return Fault.CLIENT;
        }

        @Override
        public boolean retryable() {
            return false;
        }
    }

    /** The gateway has too much to do. */
    record Overloaded(String message, @Nullable Duration retryAfter) implements Failure {
        @Override
        public Kind kind() {
            return Kind.OVERLOADED;
        }

        @Override
        public String code() {
            return "overloaded";
        }

        @Override
        public Fault fault() {
            return Fault.GATEWAY;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** The gateway is going down; another one will answer. */
    record ShuttingDown(@Nullable Duration retryAfter) implements Failure {
        @Override
        public Kind kind() {
            return Kind.SHUTTING_DOWN;
        }

        @Override
        public String code() {
            return "shutting_down";
        }

        @Override
        public String message() {
            return "The gateway is shutting down.";
        }

        @Override
        public Fault fault() {
            return Fault.GATEWAY;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }

    /** A bug of the gateway; the log has the details under the request id. */
    record Internal() implements Failure {
        @Override
        public Kind kind() {
            return Kind.INTERNAL;
        }

        @Override
        public String code() {
            return "internal_error";
        }

        @Override
        public String message() {
            return "The gateway failed to serve the request.";
        }

        @Override
        public Fault fault() {
            return Fault.GATEWAY;
        }

        @Override
        public boolean retryable() {
            return true;
        }
    }
}
