package io.gemigo.gateway.testkit.upstream;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a body is framed on the wire: correctly, or wrongly in one particular way. */
public enum Framing {
    /** Content-Length, correct. */
    LENGTH(false, ""),
    /** Chunked, one chunk per piece. */
    CHUNKED(true, "0\r\n\r\n"),
    /** No framing header; the body ends with the connection. */
    UNTIL_CLOSE(false, ""),
    /** Both Content-Length and Transfer-Encoding; the body is chunked. */
    LENGTH_AND_CHUNKED(true, "0\r\n\r\n"),
    /** Chunked, with a size that is no number in place of the last chunk. */
    BAD_CHUNK_SIZE(true, "xyz\r\n\r\n"),
    /** Chunked, but the connection closes in place of the last chunk. */
    NO_LAST_CHUNK(true, ""),
    /** Content-Length promises ten bytes more than come before the connection closes. */
    LENGTH_TOO_LONG(false, ""),
    /** Content-Length promises one byte less than comes; that byte is left over on the connection. */
    LENGTH_TOO_SHORT(false, "");

    private final boolean chunked;
    private final String end;

    Framing(boolean chunked, String end) {
        this.chunked = chunked;
        this.end = end;
    }

    /** The header lines for a body of that length. */
    List<String> headerLines(int length) {
        return switch (this) {
            case LENGTH -> List.of("content-length: " + length);
            case CHUNKED, BAD_CHUNK_SIZE, NO_LAST_CHUNK -> List.of("transfer-encoding: chunked");
            case UNTIL_CLOSE -> List.of("connection: close");
            case LENGTH_AND_CHUNKED -> List.of("content-length: " + length, "transfer-encoding: chunked");
            case LENGTH_TOO_LONG -> List.of("content-length: " + (length + 10));
            case LENGTH_TOO_SHORT -> List.of("content-length: " + Math.max(0, length - 1));
        };
    }

    /** One piece of the body as it stands on the wire. */
    byte[] wire(byte[] piece) {
        return chunked ? chunk(piece) : piece;
    }

    /** What stands after the last piece. */
    byte[] end() {
        return end.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the connection closes after the body. */
    boolean closes() {
        return this == UNTIL_CLOSE || this == NO_LAST_CHUNK || this == LENGTH_TOO_LONG;
    }

    /** A chunk: size line, data, CRLF. */
    static byte[] chunk(byte[] data) {
        byte[] size = (Integer.toHexString(data.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] chunk = new byte[size.length + data.length + 2];
        System.arraycopy(size, 0, chunk, 0, size.length);
        System.arraycopy(data, 0, chunk, size.length, data.length);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return chunk;
    }
}
