package io.gemigo.gateway.testkit.time;

import static java.util.Objects.requireNonNull;

import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.LazyTimer;
import io.gemigo.gateway.core.port.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;

/**
 * A clock that stands still until told, with the scheduler that belongs to it: {@link #advance} moves the time and runs
 * whatever falls due, in order of due time, and in order of scheduling where due times are equal.
 *
 * <p>Single-owner: the thread that makes it drives it. Tasks run on that thread, inside {@link #advance} or {@link #runDue}, and may
 * schedule and cancel others. What a task throws comes out of that call; the tasks behind it stay pending.
 */
public final class VirtualClock implements Clock, Scheduler {

    private static final long EPOCH_MILLIS_AT_START = 1_795_305_600_000L; // 2026-11-22T00:00:00Z

    private final Thread owner = Thread.currentThread();
    private final long startNanos;

    private final PriorityQueue<Task> queue = new PriorityQueue<>();
    private long nowNanos;
    private long epochMillisOffset = EPOCH_MILLIS_AT_START;
    private long scheduled;
    private boolean running;

    /** A clock that starts at an arbitrary monotonic instant, chosen so that a reader which takes it for zero fails. */
    public VirtualClock() {
        this(1_000_000_000_000L);
    }

    /** A clock whose monotonic time starts at the given value, for instance just below an overflow. */
    public VirtualClock(long startNanos) {
        this.nowNanos = startNanos;
        this.startNanos = startNanos;
    }

    @Override
    public long nanoTime() {
        return nowNanos;
    }

    @Override
    public long epochMillis() {
        return epochMillisOffset + (nowNanos - startNanos) / 1_000_000L;
    }

    /** Sets the wall clock forward or back, as an operator or a time service does; monotonic time does not notice. */
    public void stepWallClock(Duration step) {
        epochMillisOffset += step.toMillis();
    }

    /** Whether the calling thread is the one that made the clock. */
    @Override
    public boolean inLoop() {
        return Thread.currentThread() == owner;
    }

    /** Runs the task once the time has advanced by the delay; a delay of zero or less means on the next run. */
    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        Task entry = new Task(nowNanos + Math.max(0, delayNanos), scheduled++, requireNonNull(task, "task"));
        queue.add(entry);
        return entry;
    }

    @Override
    public Timer timer(Runnable task) {
        return new LazyTimer(this, this, task);
    }

    /** Runs the task on the next {@link #runDue} or {@link #advance}, after those submitted before it. */
    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    /** How many tasks have neither run nor been cancelled. */
    public int pending() {
        return queue.size();
    }

    /** Runs what is due now, and what becomes due at this same instant meanwhile. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /**
     * Moves the time on. Every task due until then runs with the clock at its own due time, tasks scheduled meanwhile
     * included.
     *
     * @throws IllegalArgumentException if the duration is negative
     * @throws IllegalStateException if called from within a task
     */
    public void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        if (running) {
            throw new IllegalStateException("a task may not move the clock that runs it");
        }
        long targetNanos = nowNanos + duration.toNanos();
        running = true;
        try {
            Task next = queue.peek();
            while (next != null && next.dueNanos - targetNanos <= 0) {
                queue.remove();
                nowNanos = next.dueNanos;
                next.task.run();
                next = queue.peek();
            }
            nowNanos = targetNanos;
        } finally {
            running = false;
        }
    }

    private final class Task implements Cancellable, Comparable<Task> {
        private final long dueNanos;
        private final long order;
        private final Runnable task;

        Task(long dueNanos, long order, Runnable task) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.task = task;
        }

        @Override
        public void cancel() {
            queue.remove(this);
        }

        /** By difference, so that an order across the overflow of nanoseconds is right as well. */
        @Override
        public int compareTo(Task other) {
            long difference = dueNanos - other.dueNanos;
            return difference != 0 ? Long.signum(difference) : Long.compare(order, other.order);
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
