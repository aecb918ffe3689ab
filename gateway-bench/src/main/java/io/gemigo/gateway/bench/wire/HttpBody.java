package io.gemigo.gateway.bench.wire;

/** Takes the framing off a body, as it comes. Reusable with {@link #begin}. Single-owner. */
public final class HttpBody {
    /** Hears the payload. */
    @FunctionalInterface
    public interface Sink {
        /** More payload, borrowed until this returns. */
        void bytes(byte[] a, int from, int to);
    }

    /** What the next bytes are. */
    private enum State {
        /** The rest of a known length. */
        LENGTH,
        /** A chunk's size line. */
        SIZE,
        /** A chunk's payload. */
        DATA,
        /** The line break behind it. */
        DATA_END,
        /** What follows the last chunk, up to an empty line. */
        TRAILER,
        /** Payload up to the end of the connection. */
        UNTIL_CLOSE,
        /** None of this body's. */
        COMPLETE
    }

    private State state = State.COMPLETE;
    private long left;
    private boolean sizeOver;
    private boolean lineEmpty;

    /** A reader without a body. */
    public HttpBody() {}

    /** A message with this head begins its body. */
    public void begin(HttpHead head) {
        sizeOver = false;
        lineEmpty = true;
        left = 0;
        if (head.chunked()) {
            state = State.SIZE;
        } else if (head.contentLength() >= 0) {
            left = head.contentLength();
            state = left == 0 ? State.COMPLETE : State.LENGTH;
        } else {
            state = head.status() == 0 ? State.COMPLETE : State.UNTIL_CLOSE;
        }
    }

    /** Takes bytes up to the end of the body; returns the position after what it took. */
    public int feed(byte[] a, int from, int to, Sink sink) {
        int i = from;
        while (i < to && state != State.COMPLETE) {
            switch (state) {
                case LENGTH, DATA -> {
                    int count = (int) Math.min(left, to - i);
                    sink.bytes(a, i, i + count);
                    i += count;
                    left -= count;
                    if (left == 0) {
                        state = state == State.DATA ? State.DATA_END : State.COMPLETE;
                    }
                }
                case SIZE -> size(a[i++]);
                case DATA_END -> {
                    if (a[i++] == '\n') {
                        state = State.SIZE;
                    }
                }
                case TRAILER -> trailer(a[i++]);
                case UNTIL_CLOSE -> {
                    sink.bytes(a, i, to);
                    i = to;
                }
                case COMPLETE -> throw new IllegalStateException();
            }
        }
        return i;
    }

    private void size(byte b) {
        if (b == '\n') {
            sizeOver = false;
            state = left == 0 ? State.TRAILER : State.DATA;
            return;
        }
        int digit = Character.digit(b, 16);
        if (digit < 0) {
            sizeOver = true;
        } else if (!sizeOver) {
            left = left << 4 | digit;
        }
    }

    private void trailer(byte b) {
        if (b == '\n') {
            if (lineEmpty) {
                state = State.COMPLETE;
            }
            lineEmpty = true;
        } else if (b != '\r') {
            lineEmpty = false;
        }
    }

    /** Whether the body is whole. */
    public boolean complete() {
        return state == State.COMPLETE;
    }

    /** The connection has ended: whether the body is whole now. */
    public boolean completeAtEnd() {
        return state == State.COMPLETE || state == State.UNTIL_CLOSE;
    }
}
