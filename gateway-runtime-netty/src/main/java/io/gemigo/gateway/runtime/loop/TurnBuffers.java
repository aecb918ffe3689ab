package io.gemigo.gateway.runtime.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Direct buffers of one size that seldom outlive a turn of the loop. The first one of a turn is always the same, and so is
 * the next, so that a turn finds its memory in the processor's caches; a pool would hand out what has lain there longest.
 * Who still holds a buffer when the turn is over keeps it. Loop-confined.
 */
final class TurnBuffers {
    private final ByteBufAllocator allocator;
    private final int bytes;
    /** Made when first needed; each has a count of ours. */
    private final @Nullable ByteBuf[] buffers;

    private int used;

    /** At most {@code count} buffers are kept, of so many bytes each. */
    TurnBuffers(ByteBufAllocator allocator, int count, int bytes) {
        this.allocator = allocator;
        this.bytes = bytes;
        buffers = new ByteBuf[count];
    }

    /** An empty buffer with one count, the caller's. */
    ByteBuf next() {
        if (used == buffers.length) {
            return allocator.directBuffer(bytes);
        }
        ByteBuf buffer = buffers[used];
        if (buffer == null) {
            buffer = allocator.directBuffer(bytes);
            buffers[used] = buffer;
        }
        used++;
        return buffer.retain();
    }

    /** The turn is over: what nobody holds is there for the next one. */
    void turnOver() {
        for (int i = 0; i < used; i++) {
            ByteBuf buffer = buffers[i];
            if (buffer != null && buffer.refCnt() == 1 && buffer.capacity() == bytes) {
                buffer.clear();
            } else {
                forget(i);
            }
        }
        used = 0;
    }

    /** Keeps none any more. */
    void close() {
        for (int i = 0; i < buffers.length; i++) {
            forget(i);
        }
        used = 0;
    }

    private void forget(int i) {
        ByteBuf buffer = buffers[i];
        buffers[i] = null;
        if (buffer != null) {
            buffer.release();
        }
    }
}
