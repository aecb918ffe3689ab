package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The timeouts of one loop, which are many and nearly never met: setting one and taking it away costs the same however
 * many there are. A timer comes up to a tick late and never early. One timer of the event loop drives them all, and only
 * while there are any. Loop-confined; measures monotonic time.
 */
final class TimerWheel implements Runnable {
    /** About 17 ms. */
    static final long TICK_NANOS = 1L << 24;

    private static final int SLOTS = 512;

    private final LoopScheduler loop;
    private final LongSupplier clock;
    private final long origin;
    /** The first timer of each slot. A slot holds the timers of every 512th tick. */
    private final @Nullable Timer[] slots = new Timer[SLOTS];

    private final List<Timer> due = new ArrayList<>();
    private int pending;
    /** All ticks up to this one are over. */
    private long passed;

    private @Nullable Future<?> wake;
    private long wakeTick;

    /**
     * A wheel.
     *
     * @param clock monotonic nanoseconds
     */
    TimerWheel(LoopScheduler loop, LongSupplier clock) {
        this.loop = loop;
        this.clock = clock;
        origin = clock.getAsLong();
    }

    private long now() {
        return clock.getAsLong() - origin;
    }

    /** A task that waits for its tick. */
    private final class Timer implements Cancellable {
        private final Runnable task;
        private final long tick;
        private @Nullable Timer before;
        private @Nullable Timer after;
        private boolean linked = true;
        private boolean cancelled;

        Timer(Runnable task, long tick) {
            this.task = task;
            this.tick = tick;
        }

        @Override
        public void cancel() {
            cancelled = true;
            if (linked) {
                unlink(this);
            }
        }
    }

    /** Number of timers that wait. */
    int pending() {
        return pending;
    }

    /** Runs a task so much later, or a little more. */
    Cancellable schedule(long delayNanos, Runnable task) {
        long now = now();
        if (pending == 0) {
            passed = now / TICK_NANOS;
        }
        Timer timer = new Timer(task, Math.max((now + delayNanos) / TICK_NANOS, passed) + 1);
        int slot = slot(timer.tick);
        Timer first = slots[slot];
        timer.after = first;
        if (first != null) {
            first.before = timer;
        }
        slots[slot] = timer;
        pending++;
        if (wake == null || timer.tick < wakeTick) {
            wakeAt(timer.tick, now);
        }
        return timer;
    }

    private static int slot(long tick) {
        return (int) tick & SLOTS - 1;
    }

    private void unlink(Timer timer) {
        timer.linked = false;
        Timer before = timer.before;
        Timer after = timer.after;
        if (before == null) {
            slots[slot(timer.tick)] = after;
        } else {
            before.after = after;
        }
        if (after != null) {
            after.before = before;
        }
        pending--;
    }

    private void wakeAt(long tick, long now) {
        Future<?> earlier = wake;
        if (earlier != null) {
            earlier.cancel(false);
        }
        wakeTick = tick;
        wake = loop.eventLoop().schedule(this, tick * TICK_NANOS - now, TimeUnit.NANOSECONDS);
    }

    /** The loop's timer has come: runs what is due, and sets the timer anew. */
    @Override
    public void run() {
        wake = null;
        long now = now() / TICK_NANOS;
        collect(now);
        for (int i = 0; i < due.size(); i++) {
            Timer timer = due.get(i);
            if (!timer.cancelled) {
                loop.run(timer.task);
            }
        }
        due.clear();
        wakeForNext();
    }

    private void collect(long now) {
        // After a long pause one round is enough: it meets every slot.
        long from = Math.max(passed, now - SLOTS) + 1;
        for (long tick = from; tick <= now; tick++) {
            Timer timer = slots[slot(tick)];
            while (timer != null) {
                Timer after = timer.after;
                if (timer.tick <= now) {
                    unlink(timer);
                    due.add(timer);
                }
                timer = after;
            }
        }
        passed = Math.max(passed, now);
    }

    /** Wakes for the next slot that holds anything, though maybe for a later round. */
    private void wakeForNext() {
        if (pending == 0 || wake != null && wakeTick <= passed + 1) {
            return;
        }
        for (long tick = passed + 1; tick <= passed + SLOTS; tick++) {
            if (slots[slot(tick)] != null) {
                if (wake == null || tick < wakeTick) {
                    wakeAt(tick, now());
                }
                return;
            }
        }
    }
}
