package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.error.Failure;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads message heads strictly and once: what it has accepted is what everybody behind it sees, so there is no second
 * parser to disagree with. Lines end with CRLF and nothing else; no folding, no space before a colon, no control bytes.
 *
 * <p>Give it bytes with {@link #feed} until that says that the head is complete or {@link #problem} names a flaw, then
 * {@link #next} for the following head. Same result however the input is cut. Loop-confined.
 */
public final class HeadReader {
    private static final int MAX_EMPTY_LINES = 4;
    private static final int FIRST_BYTES = 256;
    private static final int KEPT_BYTES = 4096;

    private final HeadLimits limits;
    private final StartLine startLine;
    private final HeaderBlock fields = new HeaderBlock();

    private byte[] head = new byte[FIRST_BYTES];
    private int length;
    private int scanned;
    private int lineStart;
    /** Whether a control character has been seen in the line in progress, maybe no more than the CR that begins its end. */
    private boolean controls;

    private int emptyLines;
    private int fieldBytes;
    private boolean started;
    private boolean complete;
    private Failure.@Nullable MalformedHttp problem;

    /** A reader whose first lines this one reads. */
    public HeadReader(HeadLimits limits, StartLine startLine) {
        this.limits = limits;
        this.startLine = startLine;
    }

    /** Forgets the head; the fields are void. */
    public void next() {
        if (head.length > KEPT_BYTES) {
            head = new byte[KEPT_BYTES];
        }
        length = 0;
        scanned = 0;
        lineStart = 0;
        controls = false;
        emptyLines = 0;
        fieldBytes = 0;
        started = false;
        complete = false;
        problem = null;
        fields.clear();
    }

    /** The fields read so far. */
    public HeaderBlock fields() {
        return fields;
    }

    /** Whether any byte has been read of this head. */
    public boolean begun() {
        return length > 0;
    }

    /** Whether the first line has been read and is sound. */
    public boolean started() {
        return started;
    }

    /** What is wrong with the head, null if nothing is. */
    public Failure.@Nullable MalformedHttp problem() {
        return problem;
    }

    /** Takes bytes up to the end of the head and no further; true when it is complete and sound. */
    public boolean feed(ByteBuf in) {
        while (!complete && problem == null && in.isReadable()) {
            int before = length;
            if (before == head.length) {
                head = Arrays.copyOf(head, before * 2);
            }
            // No more than there is room for: behind the head comes the body, for which none must be made.
            int count = Math.min(in.readableBytes(), head.length - before);
            in.getBytes(in.readerIndex(), head, before, count);
            length = before + count;
            scan();
            in.skipBytes(complete ? lineStart - before : count);
        }
        fields.aim(head);
        return complete;
    }

    private void scan() {
        if (!started && lineStart < length && !opens(head[lineStart])) {
            malformed("malformed_request_line", "The message does not begin with a start line.");
            return;
        }
        for (int i = Octets.control(head, scanned, length); i < length; i = Octets.control(head, i + 1, length)) {
            boolean end = head[i] == '\r' && i + 1 < length && head[i + 1] == '\n';
            if (end) {
                i++;
            } else if (head[i] != '\n') {
                // Allowed or not is for the line to say; here it matters that lines mostly hold none.
                controls = true;
                continue;
            } else if (i == lineStart || head[i - 1] != '\r') {
                malformed("malformed_line_end", "Lines must end with CRLF.");
                return;
            }
            int from = lineStart;
            lineStart = i + 1;
            line(from, i - 1);
            controls = false;
            if (complete || problem != null) {
                return;
            }
            if (!started && lineStart < length && !opens(head[lineStart])) {
                malformed("malformed_request_line", "The message does not begin with a start line.");
                return;
            }
        }
        scanned = length;
        // A line that is over its limit is refused without waiting for its end; its CR may be there already.
        checkLength(length - lineStart - 1);
    }

    private static boolean opens(byte b) {
        return Octets.token(b) || b == '\r' || b == '\n';
    }

    private void line(int from, int to) {
        if (to == from) {
            if (started) {
                complete = true;
            } else if (++emptyLines > MAX_EMPTY_LINES) {
                malformed("malformed_request_line", "Too many empty lines before the message.");
            }
            return;
        }
        checkLength(to - from);
        if (problem != null) {
            return;
        }
        if (!started) {
            problem = startLine.parse(head, from, to);
            started = problem == null;
        } else {
            fieldBytes += to - from;
            if (fields.size() == limits.fieldCount()) {
                tooMany("Too many header fields.");
            } else {
                field(from, to);
            }
        }
    }

    private void checkLength(int bytes) {
        if (!started) {
            if (bytes > limits.startLineBytes()) {
                problem = new Failure.MalformedHttp(414, "uri_too_long", "The request line is too long.");
            }
        } else if (bytes > limits.fieldBytes()) {
            tooMany("A header field is too long.");
        } else if (fieldBytes + bytes > limits.allFieldsBytes()) {
            tooMany("The header fields are too long.");
        }
    }

    private void field(int from, int to) {
        int colon = from;
        while (colon < to && Octets.token(head[colon])) {
            colon++;
        }
        if (colon == to || colon == from || head[colon] != ':') {
            // Also a folded line, a leading space, a space before the colon.
            malformed("malformed_header", "A header field is malformed.");
            return;
        }
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && Octets.blank(head[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && Octets.blank(head[valueTo - 1])) {
            valueTo--;
        }
        for (int i = controls ? valueFrom : valueTo; i < valueTo; i++) {
            if (!Octets.fieldValue(head[i])) {
                malformed("malformed_header", "A header field holds a control character.");
                return;
            }
        }
        fields.add(from, colon, valueFrom, valueTo);
    }

    private void malformed(String code, String message) {
        problem = new Failure.MalformedHttp(400, code, message);
    }

    private void tooMany(String message) {
        problem = new Failure.MalformedHttp(431, "request_header_fields_too_large", message);
    }

    /** Sizes only: the bytes may hold credentials. */
    @Override
    public String toString() {
        return "HeadReader[" + length + " bytes]";
    }
}
