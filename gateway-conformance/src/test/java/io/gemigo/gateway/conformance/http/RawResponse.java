package io.gemigo.gateway.conformance.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes one answer, byte for byte as told. Every method fails with {@link PeerGoneException} once the client has left.
 * Single-owner: the thread that runs the handler.
 */
public final class RawResponse {
    private static final byte[] CRLF = {'\r', '\n'};

    private final RawConnection connection;
    private final OutputStream out;

    RawResponse(RawConnection connection, OutputStream out) {
        this.connection = connection;
        this.out = out;
    }

    /** Sends a whole answer. */
    public void send(int status, Map<String, String> headers, byte[] body) throws IOException {
        head(status, headers, "content-length: " + body.length);
        write(body);
    }

    /** Sends the head of an answer whose length it claims, and only the first bytes of its body; then closes. */
    public void sendTruncated(int status, Map<String, String> headers, byte[] body, int sent) throws IOException {
        head(status, headers, "content-length: " + body.length);
        out.write(body, 0, sent);
        out.flush();
        connection.close();
    }

    /** Starts an answer of unknown length. */
    public void startChunked(int status, Map<String, String> headers) throws IOException {
        head(status, headers, "transfer-encoding: chunked");
    }

    /** Sends one chunk of an answer of unknown length, at once. */
    public void chunk(byte[] bytes) throws IOException {
        write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII), bytes, CRLF);
    }

    /** Ends an answer of unknown length in the orderly way. */
    public void finishChunked() throws IOException {
        write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    /** Closes the connection in the middle of an answer. */
    public void cut() {
        connection.close();
    }

    /** Resets the connection in the middle of an answer. */
    public void reset() throws IOException {
        connection.reset();
    }

    /** Keeps the client waiting; ends early, with the exception, when it leaves. */
    public void pause(long millis) throws IOException, InterruptedException {
        if (connection.awaitPeerGone(millis)) {
            throw new PeerGoneException("the client left during a pause");
        }
    }

    private void head(int status, Map<String, String> headers, String framing) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Scripted\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(framing).append("\r\n\r\n");
        write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private void write(byte[]... pieces) throws IOException {
        if (connection.isPeerGone()) {
            throw new PeerGoneException("the client left before the answer was complete");
        }
        int length = 0;
        for (byte[] piece : pieces) {
            length += piece.length;
        }
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        try {
            out.write(joined);
            out.flush();
        } catch (IOException e) {
            throw new PeerGoneException("the client left during a write: " + e.getMessage());
        }
    }
}
