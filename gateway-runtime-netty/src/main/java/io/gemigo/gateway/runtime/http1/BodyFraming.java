package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.error.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a message's body is delimited, by RFC 9112 §6 at its strictest: one chunked coding or one length, never both, never
 * twice. Loop-confined; one of a connection tells of its message in progress.
 */
public final class BodyFraming {
    /** The ways to delimit a body. */
    public enum Kind {
        /** The head says nothing of a body. */
        UNSAID,
        /** So many bytes. */
        LENGTH,
        /** Chunks. */
        CHUNKED
    }

    private static final Set<String> KNOWN_CODINGS =
            Set.of("chunked", "gzip", "x-gzip", "deflate", "compress", "x-compress", "identity");

    private Kind kind = Kind.UNSAID;
    private long length;
    private Failure.@Nullable MalformedHttp problem;

    /** No body. */
    public BodyFraming() {}

    /** How. */
    public Kind kind() {
        return kind;
    }

    /** Number of bytes, where the kind is {@link Kind#LENGTH}. */
    public long length() {
        return length;
    }

    /** Why the framing is refused, else null. */
    public Failure.@Nullable MalformedHttp problem() {
        return problem;
    }

    /** Reads the framing fields of a head. */
    public void read(HeaderBlock fields, boolean http10) {
        kind = Kind.UNSAID;
        length = 0;
        problem = null;
        int codings = fields.count("transfer-encoding");
        int lengths = fields.count("content-length");
        if (codings > 0 && lengths > 0) {
            refuse(400, "Both Transfer-Encoding and Content-Length are given.");
        } else if (codings > 0) {
            coded(fields, codings, http10);
        } else if (lengths > 0) {
            counted(fields, lengths);
        }
    }

    private void coded(HeaderBlock fields, int codings, boolean http10) {
        String value = fields.get("transfer-encoding");
        if (http10 || codings > 1 || value == null) {
            refuse(400, "Transfer-Encoding is repeated or not allowed here.");
            return;
        }
        if (value.equalsIgnoreCase("chunked")) {
            kind = Kind.CHUNKED;
            return;
        }
        for (String coding : value.split(",", -1)) {
            String name = coding.strip();
            if (!name.isEmpty() && name.chars().allMatch(c -> c < 128 && Octets.token((byte) c))) {
                if (KNOWN_CODINGS.stream().noneMatch(name::equalsIgnoreCase)) {
                    refuse(501, "The transfer coding is not known.");
                    return;
                }
            }
        }
        refuse(400, "Transfer-Encoding must be chunked, once.");
    }

    private void counted(HeaderBlock fields, int lengths) {
        if (lengths > 1) {
            refuse(400, "Content-Length is given more than once.");
            return;
        }
        long number = fields.number("content-length");
        if (number == HeaderBlock.NO_NUMBER) {
            refuse(400, "Content-Length is not a number.");
        } else if (number == HeaderBlock.OUT_OF_RANGE) {
            refuse(400, "Content-Length is out of range.");
        } else {
            length = number;
            kind = Kind.LENGTH;
        }
    }

    private void refuse(int status, String message) {
        String code = status == 501 ? "transfer_encoding_not_supported" : "malformed_framing";
        problem = new Failure.MalformedHttp(status, code, message);
    }
}
