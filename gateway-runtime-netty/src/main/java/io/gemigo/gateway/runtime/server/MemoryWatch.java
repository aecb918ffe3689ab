package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.runtime.loop.LoopClock;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/**
 * Knows how full memory is: heap as it was after the last collection, direct memory as buffers hold it. Looks at most a few
 * times a second. Thread-safe.
 */
final class MemoryWatch {
    private static final double TIGHT = 0.8;
    private static final double FULL = 0.9;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final DoubleSupplier share;
    private final long lookNanos;
    private final AtomicLong lookedNanos;
    private volatile double last;

    /** A watch that asks for the share of memory in use, 0 to 1, no more often than this. */
    MemoryWatch(DoubleSupplier share, long lookNanos) {
        this.share = share;
        this.lookNanos = lookNanos;
        lookedNanos = new AtomicLong(System.nanoTime() - lookNanos);
    }

    /** A watch of this process. */
    static MemoryWatch ofProcess() {
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isCollectionUsageThresholdSupported())
                .toList();
        return new MemoryWatch(() -> Math.max(heapShare(heap), directShare()), LOOK_NANOS);
    }

    private static double heapShare(List<MemoryPoolMXBean> pools) {
        long used = 0;
        for (MemoryPoolMXBean pool : pools) {
            MemoryUsage afterCollection = pool.getCollectionUsage();
            used += afterCollection == null ? 0 : afterCollection.getUsed();
        }
        return (double) used / Runtime.getRuntime().maxMemory();
    }

    private static double directShare() {
        // What the pool keeps for later is not in use: only what buffers hold counts.
        return (double) PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() / PlatformDependent.maxDirectMemory();
    }

    private double share() {
        long now = LoopClock.INSTANCE.nanoTime();
        long looked = lookedNanos.get();
        if (now - looked >= lookNanos && lookedNanos.compareAndSet(looked, now)) {
            last = share.getAsDouble();
        }
        return last;
    }

    /** Connections shall not be kept open for later. */
    boolean tight() {
        return share() >= TIGHT;
    }

    /** No new work shall be taken on. */
    boolean full() {
        return share() >= FULL;
    }
}
