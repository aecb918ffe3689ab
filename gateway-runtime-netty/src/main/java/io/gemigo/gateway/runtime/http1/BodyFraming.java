package io.gemigo.gateway.runtime.http1;

import io.gemigo.gateway.core.error.Failure;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a message's body is delimited, by RFC 9112 §6 at its strictest: one chunked coding or one length, never both, never
 * twice. Immutable.
 *
 * @param kind how
 * @param length number of bytes, where the kind is {@link Kind#LENGTH}
 * @param problem why the framing is refused, else null
 */
public record BodyFraming(Kind kind, long length, Failure.@Nullable MalformedHttp problem) {
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
    /** No body. */
    public static final BodyFraming NOTHING = new BodyFraming(Kind.UNSAID, 0, null);

    private static final BodyFraming CHUNKS = new BodyFraming(Kind.CHUNKED, 0, null);

    /** Reads the framing fields of a head. */
    public static BodyFraming of(HeaderBlock fields, boolean http10) {
        int codings = fields.count("transfer-encoding");
        int lengths = fields.count("content-length");
        if (codings == 0 && lengths == 0) {
            return NOTHING;
        }
        if (codings > 0 && lengths > 0) {
            return refused(400, "Both Transfer-Encoding and Content-Length are given.");
        }
        return codings > 0 ? coded(fields, codings, http10) : counted(fields, lengths);
    }

    private static BodyFraming coded(HeaderBlock fields, int codings, boolean http10) {
        String value = fields.get("transfer-encoding");
        if (http10 || codings > 1 || value == null) {
            return refused(400, "Transfer-Encoding is repeated or not allowed here.");
        }
        if (value.equalsIgnoreCase("chunked")) {
            return CHUNKS;
        }
        for (String coding : value.split(",", -1)) {
            String name = coding.strip();
            if (!name.isEmpty() && name.chars().allMatch(c -> c < 128 && Octets.token((byte) c))) {
                if (KNOWN_CODINGS.stream().noneMatch(name::equalsIgnoreCase)) {
                    return refused(501, "The transfer coding is not known.");
                }
            }
        }
        return refused(400, "Transfer-Encoding must be chunked, once.");
    }

    private static BodyFraming counted(HeaderBlock fields, int lengths) {
        String value = fields.get("content-length");
        if (lengths > 1 || value == null) {
            return refused(400, "Content-Length is given more than once.");
        }
        boolean digits = !value.isEmpty();
        for (int i = 0; i < value.length(); i++) {
            digits &= Octets.digit(value.charAt(i));
        }
        if (!digits) {
            return refused(400, "Content-Length is not a number.");
        }
        try {
            return new BodyFraming(Kind.LENGTH, Long.parseLong(value), null);
        } catch (NumberFormatException tooLong) {
            return refused(400, "Content-Length is out of range.");
        }
    }

    private static BodyFraming refused(int status, String message) {
        String code = status == 501 ? "transfer_encoding_not_supported" : "malformed_framing";
        return new BodyFraming(Kind.UNSAID, 0, new Failure.MalformedHttp(status, code, message));
    }
}
