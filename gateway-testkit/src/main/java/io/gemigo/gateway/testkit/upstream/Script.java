package io.gemigo.gateway.testkit.upstream;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What an upstream does after it has read a request: bytes to write, gates to wait at, an end to put to the connection.
 * Immutable: each method returns a longer script. Every write is flushed by itself. A script that does not end the
 * connection leaves it open for the next request.
 *
 * <pre>{@code
 * Script.head(200, "content-type: text/event-stream", "transfer-encoding: chunked")
 *         .chunk("data: {}\n\n")
 *         .pass(gate)
 *         .reset();
 * }</pre>
 */
public final class Script {

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = steps;
    }

    /** Does nothing. */
    public static Script empty() {
        return new Script(List.of());
    }

    /** Starts with a head: status line, the given lines, an empty line. No header is added. */
    public static Script head(int status, String... headerLines) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + (status < 400 ? "OK" : "Failed") + "\r\n");
        for (String line : headerLines) {
            head.append(line).append("\r\n");
        }
        return empty().write(head.append("\r\n").toString());
    }

    /** A whole answer with a body of the given type and length, and the given lines besides. */
    public static Script answer(int status, String contentType, String body, String... headerLines) {
        byte[] payload = body.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>(List.of(headerLines));
        lines.add("content-type: " + contentType);
        lines.add("content-length: " + payload.length);
        return head(status, lines.toArray(String[]::new)).write(payload);
    }

    /** A whole answer with a JSON body, and the given lines besides, such as {@code retry-after: 2}. */
    public static Script json(int status, String body, String... headerLines) {
        return answer(status, "application/json", body, headerLines);
    }

    /** Answers with the body of the request. */
    public static Script echo(ReceivedRequest request) {
        String type = request.header("content-type");
        byte[] payload = request.body();
        return head(
                        200,
                        "content-type: " + (type == null ? "application/octet-stream" : type),
                        "content-length: " + payload.length)
                .write(payload);
    }

    /** Writes exactly these bytes; the array is copied. */
    public Script write(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then(connection -> connection.write(copy, 0, copy.length));
    }

    /** Writes exactly this text, as UTF-8. */
    public Script write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes these bytes one by one, each flushed. */
    public Script dribble(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then(connection -> {
            for (int i = 0; i < copy.length; i++) {
                connection.write(copy, i, 1);
            }
        });
    }

    /** Writes these bytes as one HTTP chunk. */
    public Script chunk(byte[] bytes) {
        return write(Framing.chunk(bytes));
    }

    /** Writes this text, as UTF-8, as one HTTP chunk. */
    public Script chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the chunk that ends a chunked body. */
    public Script lastChunk() {
        return write("0\r\n\r\n");
    }

    /** Waits at the gate; forever, if nobody releases it. The rest is dropped if the client leaves meanwhile. */
    public Script pass(Gate gate) {
        return then(connection -> connection.pass(gate));
    }

    /** Closes the connection in order (FIN). */
    public Script close() {
        return then(Connection::finish);
    }

    /**
     * Tears the connection down (RST). What was written before may or may not reach the client, as with any reset; to
     * be sure, {@linkplain #pass pass} a gate first and release it once the client has it.
     */
    public Script reset() {
        return then(Connection::reset);
    }

    /** This script, then the other. */
    public Script then(Script next) {
        List<Step> all = new ArrayList<>(steps);
        all.addAll(next.steps);
        return new Script(List.copyOf(all));
    }

    private Script then(Step step) {
        return then(new Script(List.of(step)));
    }

    List<Step> steps() {
        return steps;
    }
}
