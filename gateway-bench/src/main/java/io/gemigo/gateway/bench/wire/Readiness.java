package io.gemigo.gateway.bench.wire;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Waits for sockets, or for a moment that a selector's milliseconds are too coarse for. The last two milliseconds are waited
 * for in short naps: the other half of the harness may share the core, so this must not spin.
 */
public final class Readiness {
    private static final long FINE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(20);
    private static final long MAX_MILLIS = 100;

    private Readiness() {}

    /** Handles what is ready, now or within so many nanoseconds; may return early, and with nothing done. */
    public static void await(Selector selector, Consumer<SelectionKey> handler, long nanos) throws IOException {
        if (nanos > FINE_NANOS) {
            selector.select(handler, Math.min(MAX_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos) - 1));
        } else if (selector.selectNow(handler) == 0 && nanos > 0) {
            LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
        }
    }
}
