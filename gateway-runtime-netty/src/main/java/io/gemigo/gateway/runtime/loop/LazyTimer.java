package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * One deadline that is moved often and met seldom: moving it later, or taking it away, costs no call to the loop's timer
 * queue. Loop-confined; measures monotonic time.
 */
public final class LazyTimer implements Runnable {
    private static final long NONE = Long.MIN_VALUE;

    private final LoopScheduler loop;
    private final Runnable task;
    private @Nullable Cancellable armed;
    private long armedFor;
    private long deadline = NONE;

    /** A timer without a deadline; the task runs bracketed on the loop. */
    public LazyTimer(LoopScheduler loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /** Puts the deadline so far from now, in the place of an earlier one. */
    public void set(long delayNanos) {
        long now = loop.now();
        deadline = now + delayNanos;
        Cancellable pending = armed;
        if (pending != null && armedFor - deadline <= 0) {
            return;
        }
        if (pending != null) {
            pending.cancel();
        }
        arm(delayNanos);
    }

    private void arm(long delayNanos) {
        armedFor = deadline;
        armed = loop.schedule(delayNanos, this);
    }

    /** The loop's timer has come. */
    @Override
    public void run() {
        armed = null;
        if (deadline == NONE) {
            return;
        }
        long left = deadline - loop.now();
        if (left > 0) {
            arm(left);
        } else {
            deadline = NONE;
            task.run();
        }
    }

    /** There is no deadline any more. */
    public void clear() {
        deadline = NONE;
    }

    /** There is none and there will be none: nothing of it stays in the loop's queue. */
    public void close() {
        deadline = NONE;
        Cancellable pending = armed;
        if (pending != null) {
            armed = null;
            pending.cancel();
        }
    }
}
