package io.gemigo.gateway.protocol.genai.internal.wire;

import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.ReplyTail;
import java.nio.charset.StandardCharsets;

/**
 * How the chunks of a streamed answer are told apart. The arrays must not be written to.
 *
 * <p>Events stand alone on one {@code data: } line with a blank line after each, and there is nothing else: comments,
 * {@code event:} lines and {@code [DONE]} break the official clients (contract, 6.2).
 */
public enum StreamFraming {
    /** Server-sent events. After a failure the body ends broken: older clients overlook the error event. */
    SSE("data: ", "data: ", "\r\n\r\n", "", ReplyTail.Ending.CUT),
    /** One JSON array, written as it grows; whole even after a failure. */
    ARRAY("[", ",\r\n", "\n", "]", ReplyTail.Ending.CLEAN);

    private final byte[] first;
    private final byte[] next;
    private final byte[] after;
    private final byte[] end;
    private final ReplyTail.Ending failureEnding;

    StreamFraming(String first, String next, String after, String end, ReplyTail.Ending failureEnding) {
        this.first = first.getBytes(StandardCharsets.US_ASCII);
        this.next = next.getBytes(StandardCharsets.US_ASCII);
        this.after = after.getBytes(StandardCharsets.US_ASCII);
        this.end = end.getBytes(StandardCharsets.US_ASCII);
        this.failureEnding = failureEnding;
    }

    /** What stands in front of the first chunk. */
    public byte[] first() {
        return first;
    }

    /** What stands in front of every further chunk. */
    public byte[] next() {
        return next;
    }

    /** What stands behind every chunk. */
    public byte[] after() {
        return after;
    }

    /** What stands behind the last chunk's {@link #after}. */
    public byte[] end() {
        return end;
    }

    /** How a body ends that tells of a failure. */
    public ReplyTail.Ending failureEnding() {
        return failureEnding;
    }

    /** Adds content type and the like. */
    public void head(HeaderList headers) {
        switch (this) {
            case SSE -> StreamHeaders.add(headers);
            case ARRAY -> headers.add("content-type", JsonMediaType.VALUE);
        }
    }
}
