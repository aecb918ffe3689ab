package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ErrorReply;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes failures in OpenAI's shape, with the statuses and codes by which its clients choose their error classes and
 * decide whether to try again. Immutable, thread-safe.
 */
public final class OpenAiErrorEncoder implements ErrorEncoder {
    /** The official clients wait out no more than this, or any time in full. */
    private static final long MAX_RETRY_AFTER_SECONDS = 60;
    /** Where waiting a little does not help, and nobody knows how long it takes. */
    private static final long LATER_SECONDS = 60;

    /** An encoder; it has no settings. */
    public OpenAiErrorEncoder() {}

    @Override
    public ErrorReply encode(Failure failure, String requestId) {
        ErrorFields fields = ErrorFields.of(failure);
        HeaderList headers = new HeaderList().add("content-type", "application/json");
        if (failure instanceof Failure.MethodNotAllowed wrong) {
            headers.add("allow", String.join(", ", wrong.allowed()));
        }
        int status = fields.status();
        if (status == 401) {
            headers.add("www-authenticate", "Bearer");
        }
        if (status == 429 || status == 503) {
            headers.add("retry-after", Long.toString(retryAfterSeconds(failure)));
        }
        if ((status == 429 || status >= 500) && !failure.retryable()) {
            headers.add("x-should-retry", "false");
        }
        return new ErrorReply(status, headers, body(fields, requestId).toBytes());
    }

    private static long retryAfterSeconds(Failure failure) {
        Duration wait = failure.retryAfter();
        if (wait == null) {
            return failure.retryable() ? 1 : LATER_SECONDS;
        }
        boolean whole = wait.equals(wait.truncatedTo(ChronoUnit.SECONDS));
        long seconds = Math.max(1, wait.toSeconds() + (whole ? 0 : 1));
        return failure.retryable() ? Math.min(MAX_RETRY_AFTER_SECONDS, seconds) : seconds;
    }

    /** The error object, for a body of its own or an event of a stream. */
    static ByteBuilder body(ErrorFields fields, String requestId) {
        JsonWriter json = new JsonWriter(new ByteBuilder(256));
        json.object().name("error").object();
        json.name("message").string(fields.message());
        json.name("type").string(fields.type());
        nullable(json.name("param"), fields.param());
        nullable(json.name("code"), fields.code());
        json.name("requestId").string(requestId);
        return json.endObject().endObject().out();
    }

    private static void nullable(JsonWriter json, @Nullable String text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.string(text);
        }
    }
}
