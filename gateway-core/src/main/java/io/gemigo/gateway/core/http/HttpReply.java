package io.gemigo.gateway.core.http;

import io.gemigo.gateway.core.bytes.Stage;

/**
 * The client's side of one exchange, as the server gives it to core. Called on the exchange's loop only; what is said
 * during one entry into core goes out together when that entry returns.
 *
 * <p>Order: {@link #readBody} at most once; {@link #headers} filled, {@link #head} once; bytes on {@link #stage}; then exactly one of {@link #end}
 * and {@link #cut}. After the client has gone nothing is called any more. Framing (content length or chunks, connection
 * header) is the server's: an answer ended in the entry that began it has a known length.
 */
public interface HttpReply {
    /**
     * The request's body is wanted: the server reads up to so many bytes (answering {@code Expect: 100-continue}) and
     * hands them to the exchange.
     */
    void readBody(long maxBytes);

    /** The header fields of the answer, none at first; not to be touched any more once {@link #head} was called. */
    HeaderList headers();

    /** Sends status and headers. */
    void head(int status);

    /** Where the answer's payload goes. */
    Stage stage();

    /**
     * The answer is complete.
     *
     * @param close whether the connection must be closed after it
     */
    void end(boolean close);

    /** The answer stays incomplete and the client shall see that: the connection is closed without the final chunk. */
    void cut();
}
