package io.gemigo.gateway.core.json;

/**
 * The document is not JSON as RFC 8259 has it, or passes a limit. Thrown inside codecs only and turned into a failure at
 * their door; carries no stack trace and no excerpt of the document.
 */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient int offset;

    /** What is wrong, and at which byte of the document, counted from 0. */
    public JsonException(String problem, int offset) {
        super(problem, null, false, false);
        this.offset = offset;
    }

    /** Byte offset from the document's first byte. */
    public int offset() {
        return offset;
    }

    /** What is wrong, in words fit for a client. */
    public String problem() {
        String message = getMessage();
        return message == null ? "malformed" : message;
    }
}
