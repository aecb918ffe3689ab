package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A timeout that can be pushed back at the cost of a field write: one timer is pending at most, and moves itself on when it
 * comes too early. Loop-confined.
 */
final class Deadline implements Runnable {
    private final Clock clock;
    private final Scheduler loop;
    private final Runnable expired;

    private Scheduler.@Nullable Cancellable timer;
    private long dueNanos;
    private boolean armed;

    Deadline(Clock clock, Scheduler loop, Runnable expired) {
        this.clock = clock;
        this.loop = loop;
        this.expired = expired;
    }

    /** Expires so long from now, whatever was set before. */
    void set(long nanos) {
        long due = clock.nanoTime() + nanos;
        boolean later = timer != null && due - dueNanos >= 0;
        dueNanos = due;
        armed = true;
        if (!later) {
            if (timer != null) {
                timer.cancel();
            }
            timer = loop.schedule(nanos, this);
        }
    }

    /** Never expires, and nothing stays pending. */
    void cancel() {
        armed = false;
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    /** The timer has come. */
    @Override
    public void run() {
        timer = null;
        if (!armed) {
            return;
        }
        long left = dueNanos - clock.nanoTime();
        if (left > 0) {
            timer = loop.schedule(left, this);
        } else {
            armed = false;
            expired.run();
        }
    }
}
