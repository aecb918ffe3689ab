package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.CorsPolicy;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A small answer that is known at once. Immutable.
 *
 * @param status HTTP status
 * @param contentType type of the text
 * @param text the payload
 */
public record SimpleAnswer(int status, String contentType, String text) {
    /** The exchange of an answer that has been given. */
    public static final HttpExchange EXCHANGE = new Answered();

    private static final Pattern READABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** An answer in JSON. */
    public static SimpleAnswer json(int status, String text) {
        return new SimpleAnswer(status, "application/json", text);
    }

    /**
     * Gives it.
     *
     * @param cors null where no web page may ask
     */
    public void send(HttpRequestHead head, @Nullable CorsPolicy cors, HttpReply reply) {
        HeaderList headers = reply.headers();
        String id = head.headers().get("x-request-id");
        boolean readable = id != null && READABLE_ID.matcher(id).matches();
        headers.add(
                "x-request-id", id != null && readable ? id : UUID.randomUUID().toString());
        if (cors != null) {
            cors.apply(head.headers().get("origin"), headers);
        }
        headers.add("content-type", contentType);
        headers.add("cache-control", "no-store");
        reply.head(status);
        reply.stage().write(text.getBytes(StandardCharsets.UTF_8));
        reply.end(false);
    }

    private static final class Answered implements HttpExchange {
        @Override
        public void body(Window window, Ticket ticket) {
            ticket.release();
        }

        @Override
        public void bodyFailed(Failure failure) {}

        @Override
        public void writable(boolean writable) {}

        @Override
        public void clientGone() {}

        @Override
        public void shutDown() {}
    }
}
