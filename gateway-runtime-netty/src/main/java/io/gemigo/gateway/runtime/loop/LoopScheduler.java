package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.port.Scheduler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop as core sees it, with the memory and the batch of that loop.
 *
 * <p>Every entry into core lies between {@link #enter} and {@link #leave}. Entries nest; when the outermost one is left,
 * everything that was {@linkplain #touch touched} is written and flushed, each connection once: one gathering write per
 * read, and no call into core from inside a call of core. Delays from a few ticks of the {@linkplain TimerWheel wheel} on may
 * be a tick longer than asked for. The {@link Scheduler} methods are thread-safe, the others loop-confined.
 */
public final class LoopScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.runtime");
    private static final int SCRATCH_BYTES = 64 * 1024;
    /** Delays of fewer ticks than this are kept to the nanosecond, as far as the event loop can. */
    private static final int COARSE_TICKS = 4;

    private final EventLoop eventLoop;
    private final int index;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final TimerWheel timers;
    private final List<Batched> touched = new ArrayList<>();
    private int depth;

    /** A scheduler for one event loop; there must be no other for it. */
    public LoopScheduler(EventLoop eventLoop, int index) {
        this.eventLoop = eventLoop;
        this.index = index;
        timers = new TimerWheel(this, System::nanoTime);
    }

    /** Netty's side of it. */
    public EventLoop eventLoop() {
        return eventLoop;
    }

    /** Its number among its group's loops, from 0. */
    public int index() {
        return index;
    }

    /** Memory for the bytes of one call; nobody keeps a reference to it after that call. */
    public byte[] scratch() {
        return scratch;
    }

    /** Number of timeouts that wait. */
    int pendingTimeouts() {
        return timers.pending();
    }

    /** Begins an entry. */
    public void enter() {
        depth++;
    }

    /** Ends an entry; the outermost one sends what was staged. */
    public void leave() {
        if (depth == 1) {
            flush();
        }
        depth--;
    }

    /** Has this one flushed when the entry ends. */
    public void touch(Batched output) {
        touched.add(output);
        if (depth == 0) {
            execute(() -> {});
        }
    }

    private void flush() {
        // By index: a flush may change writability, which tells core, which touches more.
        for (int i = 0; i < touched.size(); i++) {
            Batched output = touched.get(i);
            try {
                output.flushBatch();
            } catch (RuntimeException | Error bug) {
                // One connection's trouble, even of the worst kind, is not the loop's.
                LOG.error("flush failed", bug);
                output.batchFailed();
            }
        }
        touched.clear();
    }

    /** Runs a task as an entry. */
    void run(Runnable task) {
        enter();
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            LOG.error("task failed", bug);
        } finally {
            leave();
        }
    }

    @Override
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    @Override
    public void execute(Runnable task) {
        eventLoop.execute(() -> run(task));
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        if (delayNanos >= TimerWheel.TICK_NANOS * COARSE_TICKS && inLoop()) {
            return timers.schedule(delayNanos, task);
        }
        Future<?> timer = eventLoop.schedule(() -> run(task), delayNanos, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }
}
