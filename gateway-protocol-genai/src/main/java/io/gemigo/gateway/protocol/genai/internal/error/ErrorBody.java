package io.gemigo.gateway.protocol.genai.internal.error;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonWriter;
import java.time.Duration;

/** Writes <code>{"error":{code,message,status,details,requestId}}</code>: the body of an error, and an error in a stream. */
public final class ErrorBody {
    private ErrorBody() {}

    /** Writes the object that tells of a failure. */
    public static void write(JsonWriter json, Failure failure, ErrorContext context, String requestId) {
        write(json, failure, RpcError.of(failure, context), context, requestId);
    }

    static void write(JsonWriter json, Failure failure, RpcError error, ErrorContext context, String requestId) {
        json.object().name("error").object();
        json.name("code").number(error.httpStatus());
        json.name("message").string(error.message());
        json.name("status").string(error.code().name());
        details(json, failure, error, context);
        json.name("requestId").string(requestId);
        json.endObject().endObject();
    }

    private static void details(JsonWriter json, Failure failure, RpcError error, ErrorContext context) {
        switch (failure.kind()) {
            case UNAUTHENTICATED -> {
                if (error.message().equals(RpcError.BAD_KEY)) {
                    invalidKey(json.name("details").array());
                    json.endArray();
                }
            }
            case INVALID_REQUEST -> {
                String field = InvalidArgument.field((Failure.InvalidRequest) failure);
                if (field != null) {
                    InvalidArgument.writeDetail(json.name("details").array(), field, error.message());
                    json.endArray();
                }
            }
            case RATE_LIMITED, QUOTA_EXHAUSTED -> {
                QuotaDetails.write(json.name("details").array(), failure, context.model());
                retryInfo(json, failure);
                json.endArray();
            }
            case UPSTREAM_UNAVAILABLE, OVERLOADED, SHUTTING_DOWN -> {
                if (failure.retryAfter() != null) {
                    retryInfo(json.name("details").array(), failure);
                    json.endArray();
                }
            }
            case FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    UNSUPPORTED,
                    CONTENT_BLOCKED,
                    TOO_LARGE,
                    MALFORMED_HTTP,
                    REQUEST_TIMEOUT,
                    UPSTREAM_REFUSED,
                    UPSTREAM_TIMEOUT,
                    UPSTREAM_MALFORMED,
                    CLIENT_GONE,
                    INTERNAL -> {}
        }
    }

    private static void retryInfo(JsonWriter json, Failure failure) {
        Duration retryAfter = RpcError.retryAfter(failure);
        if (retryAfter != null) {
            QuotaDetails.writeRetryInfo(json, retryAfter);
        }
    }

    private static void invalidKey(JsonWriter json) {
        json.object().name("@type").string("type.googleapis.com/google.rpc.ErrorInfo");
        json.name("reason").string("API_KEY_INVALID").name("domain").string("googleapis.com");
        json.name("metadata").object();
        json.name("service").string("generativelanguage.googleapis.com").endObject();
        json.endObject();
        json.object().name("@type").string("type.googleapis.com/google.rpc.LocalizedMessage");
        json.name("locale")
                .string("en-US")
                .name("message")
                .string(RpcError.BAD_KEY)
                .endObject();
    }
}
