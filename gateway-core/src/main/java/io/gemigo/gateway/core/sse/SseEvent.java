package io.gemigo.gateway.core.sse;

import io.gemigo.gateway.core.bytes.Window;

/**
 * One event of an event stream, as found by {@link SseDecoder}: <em>borrowed until the listener returns</em>, reused for
 * the next event.
 */
public final class SseEvent {
    private static final byte[] NOTHING = new byte[0];

    private final Window data = new Window();
    private final Window name = new Window();
    private final Window comment = new Window();
    private int frameFrom = -1;
    private int frameTo = -1;
    private boolean terminated = true;

    SseEvent() {}

    void clear() {
        data.aim(NOTHING, 0, 0);
        name.aim(NOTHING, 0, 0);
        comment.aim(NOTHING, 0, 0);
        frameFrom = -1;
        frameTo = -1;
        terminated = true;
    }

    void frame(int from, int to) {
        frameFrom = from;
        frameTo = to;
    }

    void terminated(boolean value) {
        terminated = value;
    }

    /** The data lines, joined with line feeds; empty if there are none. */
    public Window data() {
        return data;
    }

    /** The {@code event} field, empty if there is none. */
    public Window name() {
        return name;
    }

    /** The last comment line without its colon, empty if there is none. */
    public Window comment() {
        return comment;
    }

    /**
     * Whether the event lies whole in the window that was fed, in the plain form {@code data: …\n\n}, so that its bytes can
     * go on as they are.
     */
    public boolean plain() {
        return frameFrom >= 0;
    }

    /** Position of a {@linkplain #plain plain} event's first byte in the window that was fed. */
    public int frameFrom() {
        return frameFrom;
    }

    /** Position after a {@linkplain #plain plain} event's last byte in the window that was fed. */
    public int frameTo() {
        return frameTo;
    }

    /** False for what stood at the end of the stream without the blank line that ends an event. */
    public boolean terminated() {
        return terminated;
    }
}
