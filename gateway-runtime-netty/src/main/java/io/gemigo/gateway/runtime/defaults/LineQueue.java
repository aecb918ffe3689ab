package io.gemigo.gateway.runtime.defaults;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lines on their way from many threads to the one that writes them. Each is copied behind the one before into a block of
 * direct memory, and a block is written as it is; the block used last is used next, while it is in the processor's caches.
 * What finds no room goes into a list behind the blocks if it must not be lost. Lines of one thread stay in order.
 * {@link #offer}, {@link #add} and {@link #used} are for any thread, the rest for the writer.
 */
final class LineQueue {
    private static final AtomicReferenceFieldUpdater<LineQueue, LineBlock> OPEN =
            AtomicReferenceFieldUpdater.newUpdater(LineQueue.class, LineBlock.class, "open");

    private final int blocks;
    private final int blockBytes;

    /** The block that takes lines; a closed one if no other was free. */
    private volatile LineBlock open;
    /** Closed blocks, the oldest first. */
    private final Queue<LineBlock> closed = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedDeque<ByteBuffer> free = new ConcurrentLinkedDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger used = new AtomicInteger();
    private final Queue<byte[]> behind = new ConcurrentLinkedQueue<>();

    /** A queue of so many blocks, of so many bytes each, that are made when they are needed first. */
    LineQueue(int blocks, int blockBytes) {
        this.blocks = blocks;
        this.blockBytes = blockBytes;
        open = new LineBlock(ByteBuffer.allocate(0));
        open.close();
    }

    /** Takes a copy of {@code a[from, to)} and a line end; false if there is no room. */
    boolean offer(byte[] a, int from, int to) {
        // Behind what waits without a place there is no overtaking.
        return behind.isEmpty() && to - from < blockBytes && place(a, from, to);
    }

    /** Takes a copy of {@code a[from, to)} and a line end, whatever it costs. */
    void add(byte[] a, int from, int to) {
        if (!offer(a, from, to)) {
            byte[] line = Arrays.copyOfRange(a, from, to + 1);
            line[to - from] = '\n';
            behind.add(line);
        }
    }

    private boolean place(byte[] a, int from, int to) {
        while (true) {
            LineBlock block = open;
            if (block.append(a, from, to)) {
                return true;
            }
            close(block);
            if (!reopen(block)) {
                return false;
            }
        }
    }

    private void close(LineBlock block) {
        if (block.close()) {
            closed.add(block);
        }
    }

    /** Has another block follow a closed one; false if none is free. */
    private boolean reopen(LineBlock block) {
        if (open == block) {
            ByteBuffer memory = memory();
            if (memory == null) {
                return false;
            }
            used.incrementAndGet();
            if (!OPEN.compareAndSet(this, block, new LineBlock(memory))) {
                giveBack(memory);
            }
        }
        return true;
    }

    private @Nullable ByteBuffer memory() {
        ByteBuffer memory = free.pollFirst();
        if (memory == null && made.get() < blocks) {
            if (made.incrementAndGet() <= blocks) {
                return ByteBuffer.allocateDirect(blockBytes);
            }
            made.decrementAndGet();
        }
        return memory;
    }

    private void giveBack(ByteBuffer memory) {
        used.decrementAndGet();
        free.addFirst(memory);
    }

    /** Number of blocks that hold lines or take them. */
    int used() {
        return used.get();
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return closed.isEmpty() && open.isEmpty() && behind.isEmpty();
    }

    /** Closes the block that takes lines, if it has any. */
    void cut() {
        LineBlock last = open;
        if (!last.isEmpty()) {
            close(last);
        }
    }

    /** The closed block that has waited the longest, to be {@link #release}d, or null. */
    @Nullable
    LineBlock next() {
        return closed.poll();
    }

    /** A block's lines are written. */
    void release(LineBlock block) {
        giveBack(block.memory());
    }

    /** Hands over all that waits, line ends included, a thread's lines in order; false if nothing does. */
    boolean drainTo(Consumer<ByteBuffer> writer) {
        boolean any = false;
        boolean late;
        do {
            // Asked first: what their threads added before these lines is in a block by now.
            late = !behind.isEmpty();
            cut();
            for (LineBlock block = next(); block != null; block = next()) {
                any = true;
                writer.accept(block.lines());
                release(block);
            }
            if (late) {
                any = true;
                writer.accept(ByteBuffer.wrap(behind.remove()));
            }
        } while (late);
        return any;
    }
}
