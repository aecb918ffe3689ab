package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import io.gemigo.gateway.core.port.Scheduler.Timer;
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
    private final @Nullable Place[] slots = new Place[SLOTS];

    private final List<Place> ripe = new ArrayList<>();
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

    /** A timer is its own place in the wheel. One that is put off stays where it is until that tick has come. */
    private final class Place implements Timer {
        private final Runnable task;
        /** The tick it comes at. */
        private long due;
        /** The tick it is linked for, not after the one it comes at. */
        private long tick;

        private @Nullable Place before;
        private @Nullable Place after;
        private boolean linked;
        private boolean set;

        Place(Runnable task) {
            this.task = task;
        }

        @Override
        public void set(long delayNanos) {
            long now = now();
            if (pending == 0) {
                passed = now / TICK_NANOS;
            }
            set = true;
            due = Math.max((now + delayNanos) / TICK_NANOS, passed) + 1;
            if (linked && due < tick) {
                unlink(this);
            }
            if (!linked) {
                link(this);
                if (wake == null || tick < wakeTick) {
                    wakeAt(tick, now);
                }
            }
        }

        @Override
        public void cancel() {
            set = false;
            if (linked) {
                unlink(this);
            }
        }
    }

    /** Number of timers that wait. */
    int pending() {
        return pending;
    }

    /** A timer for a task. */
    Timer timer(Runnable task) {
        return new Place(task);
    }

    /** Runs a task so much later, or a little more. */
    Cancellable schedule(long delayNanos, Runnable task) {
        Timer timer = new Place(task);
        timer.set(delayNanos);
        return timer;
    }

    private void link(Place timer) {
        timer.tick = timer.due;
        timer.linked = true;
        int slot = slot(timer.tick);
        Place first = slots[slot];
        timer.after = first;
        if (first != null) {
            first.before = timer;
        }
        slots[slot] = timer;
        pending++;
    }

    private static int slot(long tick) {
        return (int) tick & SLOTS - 1;
    }

    private void unlink(Place timer) {
        timer.linked = false;
        Place before = timer.before;
        Place after = timer.after;
        timer.before = null;
        timer.after = null;
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
        for (int i = 0; i < ripe.size(); i++) {
            Place timer = ripe.get(i);
            // Others that were due may have called it off, or set it for later.
            if (timer.set && !timer.linked) {
                timer.set = false;
                loop.run(timer.task);
            }
        }
        ripe.clear();
        wakeForNext();
    }

    private void collect(long now) {
        // After a long pause one round is enough: it meets every slot.
        long from = Math.max(passed, now - SLOTS) + 1;
        for (long tick = from; tick <= now; tick++) {
            Place timer = slots[slot(tick)];
            while (timer != null) {
                Place after = timer.after;
                if (timer.tick <= now) {
                    unlink(timer);
                    if (timer.due <= now) {
                        ripe.add(timer);
                    } else {
                        link(timer);
                    }
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
