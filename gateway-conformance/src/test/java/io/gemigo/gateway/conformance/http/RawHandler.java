package io.gemigo.gateway.conformance.http;

import java.io.IOException;

/** Answers one request. Called on a thread of its own connection, one request of a connection at a time. */
@FunctionalInterface
public interface RawHandler {
    /**
     * Writes the whole answer, or cuts the connection.
     *
     * @throws PeerGoneException when the client left before the answer was complete
     * @throws IOException when the socket failed in another way; the connection is closed
     */
    void handle(RawRequest request, RawResponse response) throws IOException, InterruptedException;
}
