package io.gemigo.gateway.core.port;

/**
 * The loop one exchange lives on: everything core does for it happens there, one thing at a time.
 *
 * <p>Every task it runs, and every call it makes into core, is bracketed by its owner: what was staged meanwhile is written
 * and flushed afterwards. Thread-safe.
 */
public interface Scheduler {
    /** Whether the calling thread is the loop's. */
    boolean inLoop();

    /** Runs a task on the loop, soon. */
    void execute(Runnable task);

    /** Runs a task on the loop after a delay, unless cancelled before. */
    Cancellable schedule(long delayNanos, Runnable task);

    /**
     * A timer for one task, not yet set: for timeouts, which are put off often and met seldom. It may come a little late,
     * never early.
     */
    default Timer timer(Runnable task) {
        return new LazyTimer(this, Clock.SYSTEM, task);
    }

    /** Runs its task when its time has come; can be set again and again. On the loop only. */
    interface Timer extends Cancellable {
        /** It comes so long from now, whatever was set before. */
        void set(long delayNanos);
    }

    /** Something that can be called off. */
    interface Cancellable {
        /** Calls it off; without effect if it ran already. On the loop only. */
        void cancel();
    }
}
