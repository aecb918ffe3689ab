package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import org.jspecify.annotations.Nullable;

/**
 * A request the upstream has read to its end. Immutable, but for the connection, which lives on.
 *
 * @param message the request as it came, headers in order; the body without its framing
 * @param connection the connection it came on
 * @param exchangeIndex how many requests came before it on that connection
 */
public record ReceivedRequest(HttpMessageText message, Connection connection, int exchangeIndex) {

    /** The method. */
    public String method() {
        return message.method();
    }

    /** The request target, query included. */
    public String target() {
        return message.target();
    }

    /** The request target without its query, still encoded. */
    public String path() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** The value of the first header of that name, case aside; null if there is none. */
    public @Nullable String header(String name) {
        return message.header(name);
    }

    /** The body's bytes, in an array of the caller's own. */
    public byte[] body() {
        return message.body();
    }

    /** The body, read as JSON. */
    public Json json() {
        return Json.parse(message.body());
    }

    /** Whether the connection had served another request before. */
    public boolean reusedConnection() {
        return exchangeIndex > 0;
    }
}
