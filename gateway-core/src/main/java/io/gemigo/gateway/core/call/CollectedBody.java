package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;

/** A body that is needed whole, up to a limit. Loop-confined. */
final class CollectedBody {
    private static final int LARGEST_START = 64 * 1024;

    private final ByteBuilder bytes;
    private final int limit;

    /**
     * An empty one.
     *
     * @param expectedBytes a guess at its length, at most a hint
     */
    CollectedBody(long expectedBytes, int limit) {
        bytes = new ByteBuilder((int) Math.min(Math.max(expectedBytes, 0), LARGEST_START));
        this.limit = limit;
    }

    /** Adds what there is room for; false if that was not all. */
    boolean add(Window window) {
        int room = limit - bytes.length();
        boolean fits = window.length() <= room;
        bytes.append(window.array(), window.from(), fits ? window.to() : window.from() + room);
        return fits;
    }

    /** What was collected. */
    Window window() {
        return Window.of(bytes.array(), 0, bytes.length());
    }
}
