package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.http.HeaderList;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the head of an answer and the framing of its chunks. */
final class ResponseHead {
    static final byte[] CRLF = ascii("\r\n");
    static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");
    static final byte[] CONTINUE = ascii("HTTP/1.1 100 Continue\r\n\r\n");

    private static final byte[] COLON = ascii(": ");
    private static final byte[] LENGTH = ascii("content-length: ");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");
    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final int HIGHEST_NIBBLE = 28;
    private static final int NIBBLE_BITS = 4;

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(204, "No Content"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(409, "Conflict"),
            Map.entry(413, "Content Too Large"),
            Map.entry(414, "URI Too Long"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(417, "Expectation Failed"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(501, "Not Implemented"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"),
            Map.entry(504, "Gateway Timeout"),
            Map.entry(505, "HTTP Version Not Supported"));

    private static final byte[] OK = statusLine(200);

    private ResponseHead() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] statusLine(int status) {
        return ascii("HTTP/1.1 " + status + " " + REASONS.getOrDefault(status, "") + "\r\n");
    }

    /** Status line and fields, without the empty line. */
    static void begin(ByteBuilder out, int status, HeaderList headers, byte[] date) {
        out.append(status == 200 ? OK : statusLine(status));
        for (int i = 0; i < headers.size(); i++) {
            out.appendLatin1(headers.name(i))
                    .append(COLON)
                    .appendLatin1(headers.value(i))
                    .append(CRLF);
        }
        out.append(date);
    }

    static void contentLength(ByteBuilder out, long length) {
        out.append(LENGTH).append(length).append(CRLF);
    }

    static void chunked(ByteBuilder out) {
        out.append(CHUNKED);
    }

    static void close(ByteBuilder out) {
        out.append(CLOSE);
    }

    static void end(ByteBuilder out) {
        out.append(CRLF);
    }

    /** The size line of a chunk. */
    static void chunk(ByteBuilder out, int length) {
        int shift = HIGHEST_NIBBLE;
        while (shift > 0 && length >>> shift == 0) {
            shift -= NIBBLE_BITS;
        }
        for (; shift >= 0; shift -= NIBBLE_BITS) {
            out.append(HEX[length >>> shift & 0xf]);
        }
        out.append(CRLF);
    }
}
