package io.gemigo.gateway.core.sse;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.internal.Words;
import java.util.Arrays;

/**
 * Splits an event stream into events as the WHATWG HTML standard has it: LF, CRLF and CR line ends also mixed, a leading
 * BOM, comments, several data lines, one optional space after a colon; the same events however the stream is cut.
 *
 * <p>Three things are not the standard's: events whose data is empty are handed on only if they carry a comment; comments
 * are handed on at all; and what stands at the end without its blank line is handed on by {@link #finish}, marked so.
 * Ids and retry times have no meaning here.
 *
 * <p>Holds at most one unfinished event, up to a limit; what has been searched is not searched again, so feeding byte by
 * byte stays linear. Loop-confined; one instance per stream; the listener must not feed.
 */
public final class SseDecoder {
    /** Where the decoder stands. */
    private enum State {
        /** Within the first three bytes: a BOM may come. */
        BOM,
        /** Between two events or inside one. */
        READING,
        /** Ended by the listener or by {@link #finish}: nothing is read any more. */
        DONE,
        /** An event was over the limit: nothing is read any more. */
        OVERFLOWED
    }

    private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final int KEPT_BYTES = 4096;

    private final int maxEventBytes;
    private final SseEvent event = new SseEvent();
    /** The unfinished event, from its first byte on. */
    private final ByteBuilder held = new ByteBuilder(0);
    /** Data of an event with several data lines. */
    private final ByteBuilder joined = new ByteBuilder(0);

    private State state = State.BOM;
    private int bomBytes;
    /** Where the current line begins, counted from the first byte of the unfinished event. */
    private int lineStart;
    /** Lines of the unfinished event that have ended. */
    private int lines;
    /** The last byte was a CR that ended a line: an LF right after it belongs to it, not to what follows. */
    private boolean swallowLineFeed;

    /** A decoder that takes events of up to so many bytes, all lines and the first byte of the last line end included. */
    public SseDecoder(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    /**
     * Takes the next bytes, borrowed until this returns, and hands on every event that is complete.
     *
     * @return false if an event is or was over the limit: the decoder has ended then
     */
    public boolean feed(Window window, SseListener listener) {
        byte[] a = window.array();
        int to = window.to();
        int at = state == State.BOM ? skipBom(a, window.from(), to) : window.from();
        while (state == State.READING && at < to) {
            if (swallowLineFeed && a[at] == '\n' && held.length() == 0) {
                swallowLineFeed = false;
                at++;
                continue;
            }
            int end = findEnd(a, at, to);
            int eventBytes = held.length() + (end < 0 ? to : end) - at;
            if (eventBytes > maxEventBytes) {
                end(State.OVERFLOWED);
                return false;
            }
            if (end < 0) {
                held.append(a, at, to);
                return true;
            }
            boolean more;
            if (held.length() == 0) {
                more = dispatch(a, at, end, true, listener);
            } else {
                held.append(a, at, end);
                more = dispatch(held.array(), 0, held.length(), false, listener);
                held.clear(KEPT_BYTES);
            }
            lineStart = 0;
            lines = 0;
            at = end;
            if (!more) {
                end(State.DONE);
            }
        }
        return state != State.OVERFLOWED;
    }

    /** The stream has ended: hands on what stands there without its blank line, then ends. */
    public void finish(SseListener listener) {
        if (state == State.READING && held.length() > 0) {
            fields(held.array(), 0, held.length());
            event.terminated(false);
            hand(listener);
        }
        if (state != State.OVERFLOWED) {
            end(State.DONE);
        }
    }

    /** Bytes held of an unfinished event. */
    public int heldBytes() {
        return held.length();
    }

    private void end(State how) {
        state = how;
        held.clear(0);
        joined.clear(0);
    }

    private int skipBom(byte[] a, int from, int to) {
        int i = from;
        while (i < to && bomBytes < BOM.length && a[i] == BOM[bomBytes]) {
            bomBytes++;
            i++;
        }
        if (bomBytes == BOM.length) {
            state = State.READING;
        } else if (i < to) {
            held.append(BOM, 0, bomBytes);
            state = State.READING;
        }
        return i;
    }

    /** Position after the blank line that ends the event that goes on at {@code from}, or -1. */
    private int findEnd(byte[] a, int from, int to) {
        int shift = held.length() - from;
        int i = from;
        while (i < to) {
            byte b = a[i++];
            if (b != '\n' && b != '\r') {
                swallowLineFeed = false;
                i = Words.upToCarriageReturn(a, i, to);
                continue;
            }
            if (b == '\n' && swallowLineFeed) {
                swallowLineFeed = false;
                lineStart = i + shift;
                continue;
            }
            swallowLineFeed = b == '\r';
            if (i - 1 + shift == lineStart) {
                return i;
            }
            lines++;
            lineStart = i + shift;
        }
        return -1;
    }

    /** Hands on the event in {@code [from, to)}, its blank line included; false to stop. */
    private boolean dispatch(byte[] a, int from, int to, boolean arrived, SseListener listener) {
        if (plain(a, from, to)) {
            event.clear();
            event.data().aim(a, from + 6, to - 2);
            if (arrived) {
                event.frame(from, to);
            }
            return listener.event(event);
        }
        fields(a, from, to);
        return hand(listener);
    }

    private boolean hand(SseListener listener) {
        return event.data().length() == 0 && event.comment().length() == 0 || listener.event(event);
    }

    /** Whether the event is one line {@code data: …} with something in it, and both its line ends are LF. */
    private boolean plain(byte[] a, int from, int to) {
        return lines == 1
                && to - from > 8
                && a[to - 1] == '\n'
                && a[to - 2] == '\n'
                && a[to - 3] != '\r'
                && a[from] == 'd'
                && a[from + 1] == 'a'
                && a[from + 2] == 't'
                && a[from + 3] == 'a'
                && a[from + 4] == ':'
                && a[from + 5] == ' ';
    }

    /** Reads the lines of one event into {@link #event}. */
    private void fields(byte[] a, int from, int to) {
        event.clear();
        int dataLines = 0;
        int line = from;
        while (line < to) {
            int end = line;
            while (end < to && a[end] != '\n' && a[end] != '\r') {
                end++;
            }
            if (end > line) {
                int colon = line;
                while (colon < end && a[colon] != ':') {
                    colon++;
                }
                int value = Math.min(end, colon + 1);
                if (colon == line) {
                    event.comment().aim(a, value, end);
                } else {
                    if (value < end && a[value] == ' ') {
                        value++;
                    }
                    if (named(a, line, colon, DATA)) {
                        data(a, value, end, dataLines++);
                    } else if (named(a, line, colon, EVENT)) {
                        event.name().aim(a, value, end);
                    }
                }
            }
            line = end + 1;
        }
    }

    private void data(byte[] a, int from, int to, int before) {
        if (before == 0) {
            event.data().aim(a, from, to);
            return;
        }
        if (before == 1) {
            joined.clear(KEPT_BYTES);
            joined.append(a, event.data().from(), event.data().to());
        }
        joined.append('\n').append(a, from, to);
        event.data().aim(joined.array(), 0, joined.length());
    }

    private static boolean named(byte[] a, int from, int to, byte[] name) {
        return Arrays.equals(a, from, to, name, 0, name.length);
    }
}
