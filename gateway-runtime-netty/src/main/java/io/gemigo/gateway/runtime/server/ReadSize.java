package io.gemigo.gateway.runtime.server;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/** Says how much to read next from one connection: one read at a time, of the size that its state makes sensible. */
final class ReadSize extends DefaultMaxMessagesRecvByteBufAllocator {
    private int bytes;

    ReadSize(int bytes) {
        super(1);
        this.bytes = bytes;
    }

    void set(int newBytes) {
        bytes = newBytes;
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
