package io.gemigo.gateway.runtime.http1;

import org.jspecify.annotations.Nullable;

/**
 * Takes the chunked framing off a body (RFC 9112 §7.1), strictly: sizes of 1 to 8 hexadecimal digits, well-formed
 * extensions of at most 256 bytes a line, CRLF everywhere, trailers checked and dropped. Works in place: the payload of
 * further chunks is moved up behind that of the first. Same result however the input is cut. Loop-confined; {@link #next} makes it
 * ready for another body.
 */
public final class ChunkedDecoder {
    private static final int MAX_SIZE_DIGITS = 8;
    private static final int MAX_EXTENSION_BYTES = 256;

    /** What has been seen, and what must come. */
    private enum State {
        /** Nothing of a size line; a digit. */
        SIZE_FIRST,
        /** Digits; more, an extension or CR. */
        SIZE,
        /** {@code ;} or blanks in an extension; a name. */
        EXTENSION_START,
        /** A name; more, a value, the next extension or CR. */
        EXTENSION_NAME,
        /** {@code =}; a value. */
        EXTENSION_VALUE_START,
        /** A bare value; more, the next extension or CR. */
        EXTENSION_VALUE,
        /** An open quoted value; its end. */
        EXTENSION_QUOTED,
        /** A backslash in a quoted value; any one character. */
        EXTENSION_ESCAPE,
        /** A closed quoted value; the next extension or CR. */
        EXTENSION_END,
        /** CR of a size line; LF. */
        SIZE_LF,
        /** Part of a chunk's data; the rest. */
        DATA,
        /** All of it; CR. */
        DATA_CR,
        /** CR; LF. */
        DATA_LF,
        /** The last chunk or a trailer; a trailer or CR. */
        TRAILER_START,
        /** Part of a trailer's name; more or a colon. */
        TRAILER_NAME,
        /** A trailer's colon; its value or CR. */
        TRAILER_VALUE,
        /** CR of a trailer; LF. */
        TRAILER_LF,
        /** CR of the empty line; LF. */
        END_LF,
        /** The whole body; nothing. */
        DONE,
        /** A flaw; nothing. */
        FAILED
    }

    private final HeadLimits limits;
    private State state = State.SIZE_FIRST;
    private long size;
    private int digits;
    private int lineBytes;
    private int trailerBytes;
    private int trailers;
    private int consumed;
    private int payloadFrom;
    private boolean moved;
    private @Nullable String problem;

    /** A decoder that holds trailers to these limits. */
    public ChunkedDecoder(HeadLimits limits) {
        this.limits = limits;
    }

    /** Forgets everything. */
    public void next() {
        state = State.SIZE_FIRST;
        size = 0;
        digits = 0;
        lineBytes = 0;
        trailerBytes = 0;
        trailers = 0;
        problem = null;
    }

    /** Whether the whole body has been read. */
    public boolean done() {
        return state == State.DONE;
    }

    /** What is wrong, null if nothing is. */
    public @Nullable String problem() {
        return problem;
    }

    /** How many bytes of the last {@link #decode} belong to the body and its framing. */
    public int consumed() {
        return consumed;
    }

    /** Where in the array the payload of the last {@link #decode} begins. */
    public int payloadFrom() {
        return payloadFrom;
    }

    /** Whether the last {@link #decode} has moved payload, so that the array is not as it was. */
    public boolean moved() {
        return moved;
    }

    /**
     * Reads {@code a[from, to)}.
     *
     * @return number of payload bytes, which stand from {@link #payloadFrom} on
     */
    public int decode(byte[] a, int from, int to) {
        payloadFrom = -1;
        moved = false;
        int out = -1;
        int i = from;
        while (i < to && state != State.DONE && state != State.FAILED) {
            if (state == State.DATA) {
                int count = (int) Math.min(size, to - i);
                if (out < 0) {
                    payloadFrom = i;
                    out = i;
                } else if (out != i) {
                    moved = true;
                    System.arraycopy(a, i, a, out, count);
                }
                out += count;
                i += count;
                size -= count;
                if (size == 0) {
                    state = State.DATA_CR;
                }
            } else {
                state = step(a[i++]);
            }
        }
        consumed = i - from;
        return payloadFrom < 0 ? 0 : out - payloadFrom;
    }

    private State step(byte b) {
        return switch (state) {
            case SIZE_FIRST, SIZE -> sizeLine(b);
            case EXTENSION_START,
                    EXTENSION_NAME,
                    EXTENSION_VALUE_START,
                    EXTENSION_VALUE,
                    EXTENSION_QUOTED,
                    EXTENSION_ESCAPE,
                    EXTENSION_END ->
                ++lineBytes > MAX_EXTENSION_BYTES ? failed("a chunk extension is too long") : extension(b);
            case SIZE_LF -> b == '\n' ? data() : failed("a chunk's size line does not end with CRLF");
            case DATA_CR -> b == '\r' ? State.DATA_LF : failed("a chunk does not end with CRLF");
            case DATA_LF -> b == '\n' ? State.SIZE_FIRST : failed("a chunk does not end with CRLF");
            case TRAILER_START, TRAILER_NAME, TRAILER_VALUE, TRAILER_LF, END_LF -> trailer(b);
            case DATA, DONE, FAILED -> throw new IllegalStateException(state.name());
        };
    }

    private State sizeLine(byte b) {
        int digit = Octets.hex(b);
        if (digit >= 0) {
            size = state == State.SIZE_FIRST ? digit : size << 4 | digit;
            digits = state == State.SIZE_FIRST ? 1 : digits + 1;
            return digits > MAX_SIZE_DIGITS ? failed("a chunk is too large") : State.SIZE;
        }
        lineBytes = 0;
        if (state == State.SIZE_FIRST) {
            return failed("a chunk size is malformed");
        }
        return b == '\r' ? State.SIZE_LF : b == ';' ? State.EXTENSION_START : failed("a chunk size is malformed");
    }

    private State data() {
        return size == 0 ? State.TRAILER_START : State.DATA;
    }

    private State extension(byte b) {
        switch (state) {
            case EXTENSION_START -> {
                return Octets.blank(b) ? state : Octets.token(b) ? State.EXTENSION_NAME : badExtension();
            }
            case EXTENSION_NAME -> {
                return Octets.token(b) ? state : b == '=' ? State.EXTENSION_VALUE_START : extensionEnd(b);
            }
            case EXTENSION_VALUE_START -> {
                return b == '"' ? State.EXTENSION_QUOTED : Octets.token(b) ? State.EXTENSION_VALUE : badExtension();
            }
            case EXTENSION_VALUE -> {
                return Octets.token(b) ? state : extensionEnd(b);
            }
            case EXTENSION_QUOTED -> {
                return b == '"'
                        ? State.EXTENSION_END
                        : b == '\\' ? State.EXTENSION_ESCAPE : Octets.fieldValue(b) ? state : badExtension();
            }
            case EXTENSION_ESCAPE -> {
                return Octets.fieldValue(b) ? State.EXTENSION_QUOTED : badExtension();
            }
            default -> {
                return extensionEnd(b);
            }
        }
    }

    private State extensionEnd(byte b) {
        return b == '\r' ? State.SIZE_LF : b == ';' ? State.EXTENSION_START : badExtension();
    }

    private State badExtension() {
        return failed("a chunk extension is malformed");
    }

    private State trailer(byte b) {
        if (++trailerBytes > limits.allFieldsBytes() || trailers > limits.fieldCount()) {
            return failed("the trailers are too long");
        }
        return switch (state) {
            case TRAILER_START -> b == '\r' ? State.END_LF : Octets.token(b) ? State.TRAILER_NAME : badTrailer();
            case TRAILER_NAME -> b == ':' ? State.TRAILER_VALUE : Octets.token(b) ? state : badTrailer();
            case TRAILER_VALUE -> b == '\r' ? State.TRAILER_LF : Octets.fieldValue(b) ? state : badTrailer();
            case TRAILER_LF -> {
                trailers++;
                yield b == '\n' ? State.TRAILER_START : badTrailer();
            }
            default -> b == '\n' ? State.DONE : badTrailer();
        };
    }

    private State badTrailer() {
        return failed("a trailer is malformed");
    }

    private State failed(String what) {
        problem = what;
        return State.FAILED;
    }
}
