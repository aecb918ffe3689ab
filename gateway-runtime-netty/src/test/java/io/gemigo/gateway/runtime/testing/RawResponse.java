package io.gemigo.gateway.runtime.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** An answer as it came. */
public final class RawResponse {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final List<Integer> chunks;
    private final boolean complete;
    private String rest = "";

    private RawResponse(int status, Map<String, String> headers, byte[] body, List<Integer> chunks, boolean complete) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.chunks = chunks;
        this.complete = complete;
    }

    static RawResponse read(InputStream in, boolean headOnly) throws IOException {
        String first = line(in);
        int status = Integer.parseInt(first.substring(9, 12));
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            int colon = field.indexOf(':');
            headers.merge(
                    field.substring(0, colon).toLowerCase(Locale.ROOT),
                    field.substring(colon + 1).strip(),
                    (a, b) -> a + ", " + b);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        List<Integer> chunks = new ArrayList<>();
        boolean complete = true;
        if (headOnly || status < 200 || status == 204) {
            return new RawResponse(status, headers, new byte[0], chunks, true);
        }
        String length = headers.get("content-length");
        if (length != null) {
            byte[] bytes = in.readNBytes(Integer.parseInt(length));
            complete = bytes.length == Integer.parseInt(length);
            body.writeBytes(bytes);
        } else if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            complete = chunked(in, body, chunks);
        } else {
            body.writeBytes(in.readAllBytes());
        }
        return new RawResponse(status, headers, body.toByteArray(), chunks, complete);
    }

    private static boolean chunked(InputStream in, ByteArrayOutputStream body, List<Integer> chunks)
            throws IOException {
        try {
            while (true) {
                int size = Integer.parseInt(line(in), 16);
                if (size == 0) {
                    return line(in).isEmpty();
                }
                chunks.add(size);
                body.writeBytes(in.readNBytes(size));
                if (!line(in).isEmpty()) {
                    throw new IOException("a chunk without its end");
                }
            }
        } catch (EOFException cut) {
            return false;
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        while (b != '\r') {
            if (b < 0) {
                throw new EOFException("after " + line);
            }
            line.write(b);
            b = in.read();
        }
        if (in.read() != '\n') {
            throw new IOException("a bare CR");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    void follow(String text) {
        rest = text;
    }

    public int status() {
        return status;
    }

    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Sizes of the chunks it came in. */
    public List<Integer> chunks() {
        return chunks;
    }

    /** Whether it ended as its framing says. */
    public boolean complete() {
        return complete;
    }

    /** What came behind it. */
    public String after() {
        return rest;
    }
}
