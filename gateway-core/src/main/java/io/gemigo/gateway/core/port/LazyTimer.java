package io.gemigo.gateway.core.port;

import org.jspecify.annotations.Nullable;

/**
 * A timer over any scheduler: putting it off is a field write, since one task is pending at most, and moves itself on when it
 * comes too early. Loop-confined.
 */
public final class LazyTimer implements Scheduler.Timer {
    private final Scheduler loop;
    private final Clock clock;
    private final Runnable task;
    private final Runnable look = this::look;

    private Scheduler.@Nullable Cancellable pending;
    private long dueNanos;

    /** A timer of this loop, whose time the clock tells. */
    public LazyTimer(Scheduler loop, Clock clock, Runnable task) {
        this.loop = loop;
        this.clock = clock;
        this.task = task;
    }

    @Override
    public void set(long delayNanos) {
        long due = clock.nanoTime() + delayNanos;
        boolean later = pending != null && due - dueNanos >= 0;
        dueNanos = due;
        if (!later) {
            cancel();
            pending = loop.schedule(delayNanos, look);
        }
    }

    @Override
    public void cancel() {
        if (pending != null) {
            pending.cancel();
            pending = null;
        }
    }

    private void look() {
        pending = null;
        long left = dueNanos - clock.nanoTime();
        if (left > 0) {
            pending = loop.schedule(left, look);
        } else {
            task.run();
        }
    }
}
