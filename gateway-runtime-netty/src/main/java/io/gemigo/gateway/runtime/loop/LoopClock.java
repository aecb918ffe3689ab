package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.port.Clock;

/**
 * The clocks of the JVM, except that on an event loop time stands still during each entry into core: one entry asks the
 * system once, though a dozen limits and timeouts want to know. Thread-safe.
 */
public final class LoopClock implements Clock {
    /** The only one. */
    public static final LoopClock INSTANCE = new LoopClock();

    private LoopClock() {}

    @Override
    public long nanoTime() {
        LoopScheduler loop = LoopThread.current();
        return loop == null ? System.nanoTime() : loop.now();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }
}
