package io.gemigo.gateway.runtime.server;

import io.netty.channel.Channel;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * Says how much to read next from one connection, and whether to read at all: one read at a time, of a size that makes sense
 * for what is expected. Loop-confined.
 */
final class ReadPace extends DefaultMaxMessagesRecvByteBufAllocator {
    private static final int HEAD_BYTES = 8 << 10;
    private static final int LEAST_BYTES = 4 << 10;
    private static final int MOST_BYTES = 64 << 10;
    private static final int EARLY_BYTES = 16 << 10;

    private final Channel channel;
    private final int mostHeld;
    private int bytes = HEAD_BYTES;

    /** The pace of a channel that may be read ahead by so many bytes. */
    ReadPace(Channel channel, int mostHeld) {
        super(1);
        this.channel = channel;
        this.mostHeld = mostHeld - EARLY_BYTES;
    }

    /** A body of so many bytes more is being read. */
    void body(long expected) {
        bytes = (int) Math.max(LEAST_BYTES, Math.min(MOST_BYTES, expected));
        read(true);
    }

    /** A head is due, and so many bytes are held back because the client takes no answers. */
    void head(int held) {
        bytes = HEAD_BYTES;
        read(held <= mostHeld);
    }

    /** What comes now is too early, but must be read to notice a client that leaves. */
    void early(int held) {
        bytes = EARLY_BYTES;
        read(held <= mostHeld);
    }

    private void read(boolean on) {
        if (channel.config().isAutoRead() != on) {
            channel.config().setAutoRead(on);
        }
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new MaxMessageHandle() {
            @Override
            public int guess() {
                return bytes;
            }
        };
    }
}
