package io.gemigo.gateway.runtime.loop;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How much to read next from one connection: one read and the loop goes on to the next connection, so that each turn is
 * bounded and fair. Small reads use the memory of the loop's turn. Loop-confined; serves one channel.
 */
public abstract class ReadSize extends DefaultMaxMessagesRecvByteBufAllocator {
    /** Up to here a read is small. A small one may bring as much as this, even if less was asked for. */
    public static final int SMALL_BYTES = 8 << 10;

    /** No read is larger. */
    public static final int LARGE_BYTES = 64 << 10;

    private final LoopScheduler loop;

    /** The sizes of a channel of this loop. */
    protected ReadSize(LoopScheduler loop) {
        super(1);
        this.loop = loop;
    }

    /** Bytes to ask for now. */
    protected abstract int next();

    /** A read has brought so many bytes; none at the end of the connection. */
    protected void brought(int bytes) {}

    @Override
    public final MaxMessageHandle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return next();
            }

            @Override
            public ByteBuf allocate(ByteBufAllocator allocator) {
                int bytes = next();
                return bytes <= SMALL_BYTES ? loop.readBuffer() : allocator.directBuffer(bytes);
            }

            @Override
            public void lastBytesRead(int bytes) {
                super.lastBytesRead(bytes);
                brought(bytes);
            }
        };
    }
}
