package io.gemigo.gateway.runtime.defaults;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * One use of a block of memory: lines are added by any thread until it is closed, then read by one. Nobody waits for a lock:
 * a line's place is taken first and filled then.
 */
final class LineBlock {
    private static final long MOMENT_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final ByteBuffer memory;
    /** Bytes given to lines; once closed, their complement. */
    private final AtomicInteger taken = new AtomicInteger();
    /** Bytes that lines have filled. */
    private final AtomicInteger filled = new AtomicInteger();

    /** A use of this memory, which it owns until that is over. */
    LineBlock(ByteBuffer memory) {
        this.memory = memory.clear();
    }

    /** Adds {@code a[from, to)} and a line end; false if there is no room or it is closed. */
    boolean append(byte[] a, int from, int to) {
        int length = to - from + 1;
        int at = taken.get();
        while (at >= 0 && at + length <= memory.capacity()) {
            if (taken.compareAndSet(at, at + length)) {
                memory.put(at, a, from, length - 1);
                memory.put(at + length - 1, (byte) '\n');
                filled.addAndGet(length);
                return true;
            }
            at = taken.get();
        }
        return false;
    }

    /** Takes no more; true for the one caller who did it. */
    boolean close() {
        return taken.getAndUpdate(at -> at < 0 ? at : ~at) >= 0;
    }

    /** Whether it is open and has no line. */
    boolean isEmpty() {
        return taken.get() <= 0;
    }

    /** All lines of a closed block. */
    ByteBuffer lines() {
        int end = ~taken.get();
        while (filled.get() != end) {
            // Somebody was interrupted between taking a place and filling it.
            LockSupport.parkNanos(this, MOMENT_NANOS);
        }
        return memory.limit(end).position(0);
    }

    ByteBuffer memory() {
        return memory;
    }
}
