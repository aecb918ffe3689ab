package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.port.Scheduler;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event loop as core sees it, with the memory and the batch of that loop.
 *
 * <p>Every entry into core lies between {@link #enter} and {@link #leave}; entries nest. What an entry has staged is not sent
 * at its end but at the end of the loop's turn, and what small reads have brought is not taken at once but together: first
 * everything is read, then everything is worked on, then everything is sent, each connection once. The same code runs many
 * times in a row, which is what caches of a processor want: it saves a tenth of a small request and more. A turn is cut when
 * {@value #TURN_SIZE} connections wait.
 *
 * <p>Delays from a few ticks of the {@linkplain TimerWheel wheel} on may be a tick longer than asked for, and all are counted
 * from the beginning of the entry. The {@link Scheduler} methods are thread-safe, the others loop-confined.
 */
public final class LoopScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.runtime");
    private static final int SCRATCH_BYTES = 64 * 1024;
    /** Delays of fewer ticks than this are kept to the nanosecond, as far as the event loop can. */
    private static final int COARSE_TICKS = 4;
    /** So many connections wait for each other at most. */
    private static final int TURN_SIZE = 64;
    /** Reads from this size on are taken at once, while they are in the cache, and not kept. */
    private static final int LARGE_READ_BYTES = 4096;

    /** Size of a piece of output. */
    static final int PIECE_BYTES = 4096;

    private final EventLoop eventLoop;
    private final int index;
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private final TimerWheel timers;
    private final List<InputReader> readers = new ArrayList<>(TURN_SIZE);
    private final List<ByteBuf> reads = new ArrayList<>(TURN_SIZE);
    private final List<Batched> touched = new ArrayList<>(TURN_SIZE);
    private final TurnBuffers readBuffers;
    private final TurnBuffers pieces = new TurnBuffers(Loops.allocator(), TURN_SIZE, PIECE_BYTES);
    private final Runnable turnEnd = this::endTurn;
    private boolean turnEnds;
    private boolean claimed;
    private int depth;
    private long now;

    /**
     * A scheduler for one event loop; there must be no other for it.
     *
     * @param index its number among its group's loops, from 0
     * @param readsAtOnce whether a buffer asked for a read is filled in the same turn, if ever
     */
    public LoopScheduler(EventLoop eventLoop, int index, boolean readsAtOnce) {
        this.eventLoop = eventLoop;
        this.index = index;
        timers = new TimerWheel(this, this::now);
        readBuffers = new TurnBuffers(Loops.allocator(), readsAtOnce ? TURN_SIZE : 0, ReadSize.SMALL_BYTES);
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

    /** A buffer for a small read, with one count. */
    ByteBuf readBuffer() {
        return readBuffers.next();
    }

    /** A buffer of {@value #PIECE_BYTES} bytes for output, with one count. */
    ByteBuf piece() {
        return pieces.next();
    }

    /** Gives back what it keeps for turns to come; the loop has ended. */
    public void freeBuffers() {
        readBuffers.close();
        pieces.close();
    }

    /** Number of timeouts that wait. */
    int pendingTimeouts() {
        return timers.pending();
    }

    /** Monotonic nanoseconds as of the beginning of the entry, or as of now outside of one. */
    public long now() {
        return depth == 0 ? System.nanoTime() : now;
    }

    /** Begins an entry. */
    public void enter() {
        if (depth++ == 0) {
            begin();
        }
    }

    private void begin() {
        now = System.nanoTime();
        if (!claimed) {
            claimed = true;
            LoopThread.claim(this);
        }
    }

    /** Ends an entry. */
    public void leave() {
        depth--;
        if (depth == 0) {
            turn(touched.size());
        }
    }

    /** Has this one flushed at the end of the turn. */
    public void touch(Batched output) {
        touched.add(output);
        if (depth == 0) {
            turn(touched.size());
        }
    }

    /** Has what was read taken by this reader, at the end of the turn or before; owns the buffer. */
    public void arrived(InputReader reader, ByteBuf in) {
        readers.add(reader);
        reads.add(in);
        if (in.readableBytes() >= LARGE_READ_BYTES && depth == 0) {
            takeReads();
        } else {
            turn(readers.size());
        }
    }

    /** Has all that was read taken now. Whoever hears that a connection is closed asks for it first. */
    public void takeReads() {
        if (depth > 0 || readers.isEmpty()) {
            return;
        }
        // By index: what is taken may close connections, which comes back here.
        for (int i = 0; i < readers.size(); i++) {
            enter();
            try {
                readers.get(i).take(reads.get(i));
            } finally {
                depth--;
            }
        }
        readers.clear();
        reads.clear();
        turn(touched.size());
    }

    /** Lets the turn end soon, or at once if enough has come together. */
    private void turn(int waiting) {
        if (waiting >= TURN_SIZE && depth == 0) {
            endTurn();
        } else if (waiting > 0 && !turnEnds) {
            turnEnds = true;
            try {
                eventLoop.execute(turnEnd);
            } catch (RejectedExecutionException over) {
                // The loop takes no tasks any more: there will be no other end.
                endTurn();
            }
        }
    }

    private void endTurn() {
        turnEnds = false;
        takeReads();
        enter();
        flush();
        depth--;
        readBuffers.turnOver();
        pieces.turnOver();
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
    public Timer timer(Runnable task) {
        return timers.timer(task);
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
