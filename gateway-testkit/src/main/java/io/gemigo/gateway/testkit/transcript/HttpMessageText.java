package io.gemigo.gateway.testkit.transcript;

import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 message as it stands in a {@code .http} file: start line, header lines, an empty line, the body's bytes.
 * Head lines end with CRLF. The body is the payload: framing headers (and a request's Host) are left to whoever plays
 * the message. Immutable; arrays are copied on the way in and out.
 */
public final class HttpMessageText {

    /** One header line, name and value as written. */
    public record Header(String name, String value) {}

    private final String startLine;
    private final List<Header> headers;
    private final byte[] body;

    /** A message from its parts. */
    public HttpMessageText(String startLine, List<Header> headers, byte[] body) {
        this.startLine = startLine;
        this.headers = List.copyOf(headers);
        this.body = body.clone();
    }

    /**
     * Reads a whole file.
     *
     * @throws IllegalArgumentException if the head is not as described above
     */
    public static HttpMessageText parse(byte[] file) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        while (true) {
            int end = endOfLine(file, from);
            String line = new String(file, from, end - from, StandardCharsets.ISO_8859_1);
            from = end + 2;
            if (line.isEmpty()) {
                break;
            }
            lines.add(line);
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no start line");
        }
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(": ");
            if (colon < 1) {
                throw new IllegalArgumentException("not a header line: " + line);
            }
            headers.add(new Header(line.substring(0, colon), line.substring(colon + 2)));
        }
        byte[] body = new byte[file.length - from];
        System.arraycopy(file, from, body, 0, body.length);
        return new HttpMessageText(lines.get(0), headers, body);
    }

    private static int endOfLine(byte[] file, int from) {
        for (int i = from; i + 1 < file.length; i++) {
            if (file[i] == '\n') {
                throw new IllegalArgumentException("bare LF in the head, at byte " + i);
            }
            if (file[i] == '\r' && file[i + 1] == '\n') {
                return i;
            }
        }
        throw new IllegalArgumentException("the head does not end");
    }

    /** The request line or status line. */
    public String startLine() {
        return startLine;
    }

    /** The headers, in the order written. */
    public List<Header> headers() {
        return headers;
    }

    /** The value of the first header of that name, case aside; null if there is none. */
    public @Nullable String header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return header.value();
            }
        }
        return null;
    }

    /** The headers as core takes them. */
    public HeaderList headerList() {
        HeaderList list = new HeaderList();
        headers.forEach(header -> list.add(header.name(), header.value()));
        return list;
    }

    /** This request's head as a server hands it to core; only for a request. */
    public HttpRequestHead head() {
        return new HttpRequestHead(method(), target(), headerList(), "127.0.0.1");
    }

    /** The body's bytes, in an array of the caller's own. */
    public byte[] body() {
        return body.clone();
    }

    /** The body, taken as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The method; only for a request. */
    public String method() {
        return word(0);
    }

    /** The request target, query included; only for a request. */
    public String target() {
        return word(1);
    }

    /** The status; only for a response. */
    public int status() {
        return Integer.parseInt(word(1));
    }

    /** Whether the body is an event stream, going by the content type. */
    public boolean isEventStream() {
        String type = header("content-type");
        return type != null && type.startsWith("text/event-stream");
    }

    /** The bytes of the file again. */
    public byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((startLine + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        for (Header header : headers) {
            out.writeBytes((header.name() + ": " + header.value() + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        }
        out.writeBytes("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private String word(int index) {
        String[] words = startLine.split(" ", 3);
        if (words.length < 2) {
            throw new IllegalStateException("not a start line: " + startLine);
        }
        return words[index];
    }

    /** The start line and the size of the body, for messages. */
    @Override
    public String toString() {
        return startLine + " (" + body.length + " body bytes)";
    }
}
