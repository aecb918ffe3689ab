package io.gemigo.gateway.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the head of a request or an answer as far as a benchmark must know it: status, framing, persistence. Reusable after
 * {@link #reset}. Single-owner.
 */
public final class HttpHead {
    /** Neither side of a benchmark has reason to send more. */
    private static final int MAX_LINE = 64 * 1024;

    private static final byte[] POST = ascii("post ");
    private static final byte[] ANSWER = ascii("http/1.1 ");
    private static final byte[] LENGTH = ascii("content-length:");
    private static final byte[] CODING = ascii("transfer-encoding:");
    private static final byte[] CHUNKED = ascii("chunked");
    private static final byte[] CONNECTION = ascii("connection:");
    private static final byte[] CLOSE = ascii("close");

    private byte[] line = new byte[128];
    private int length;
    private boolean first = true;
    private boolean complete;
    private boolean post;
    private int status;
    private long contentLength = -1;
    private boolean chunked;
    private boolean close;

    /** A reader for the first head. */
    public HttpHead() {}

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Makes ready for the next head. */
    public void reset() {
        length = 0;
        first = true;
        complete = false;
        post = false;
        status = 0;
        contentLength = -1;
        chunked = false;
        close = false;
    }

    /** Takes bytes up to the end of the head; returns the position after what it took. */
    public int feed(byte[] a, int from, int to) {
        int i = from;
        while (i < to && !complete) {
            byte b = a[i++];
            if (b == '\n') {
                line();
            } else if (b != '\r') {
                append(b);
            }
        }
        return i;
    }

    private void append(byte b) {
        if (length == line.length) {
            if (length == MAX_LINE) {
                throw new IllegalStateException("a line of a head is longer than " + MAX_LINE + " bytes");
            }
            line = Arrays.copyOf(line, length * 2);
        }
        line[length++] = b;
    }

    private void line() {
        if (length == 0) {
            complete = !first;
            return;
        }
        if (first) {
            first = false;
            post = begins(POST);
            status = begins(ANSWER) ? (int) number(ANSWER.length) : 0;
        } else if (begins(LENGTH)) {
            contentLength = number(LENGTH.length);
        } else if (begins(CODING)) {
            chunked = holds(CODING.length, CHUNKED);
        } else if (begins(CONNECTION)) {
            close = holds(CONNECTION.length, CLOSE);
        }
        length = 0;
    }

    private boolean begins(byte[] lower) {
        return at(0, lower);
    }

    private boolean holds(int from, byte[] lower) {
        for (int i = from; i + lower.length <= length; i++) {
            if (at(i, lower)) {
                return true;
            }
        }
        return false;
    }

    private boolean at(int from, byte[] lower) {
        if (from + lower.length > length) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            int b = line[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != lower[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        int i = from;
        while (i < length && line[i] == ' ') {
            i++;
        }
        long value = 0;
        while (i < length && line[i] >= '0' && line[i] <= '9') {
            value = value * 10 + line[i++] - '0';
        }
        return value;
    }

    /** Whether the empty line has come. */
    public boolean complete() {
        return complete;
    }

    /** Whether it is a request with method POST. */
    public boolean post() {
        return post;
    }

    /** The answer's status, 0 for a request. */
    public int status() {
        return status;
    }

    /** The body's length, -1 if it is not given. */
    public long contentLength() {
        return contentLength;
    }

    /** Whether the body comes in chunks. */
    public boolean chunked() {
        return chunked;
    }

    /** Whether the connection ends after this message. */
    public boolean close() {
        return close;
    }
}
