package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.ReadSize;
import io.netty.channel.Channel;

/** Says how much to read next from one client, of what is expected, and whether to read at all. Loop-confined. */
final class ReadPace extends ReadSize {
    private static final int EARLY_BYTES = 16 << 10;

    private final Channel channel;
    private final int mostHeld;
    private int bytes = SMALL_BYTES;

    /** The pace of a channel that may be read ahead by so many bytes. */
    ReadPace(Channel channel, LoopScheduler loop, int mostHeld) {
        super(loop);
        this.channel = channel;
        this.mostHeld = mostHeld - EARLY_BYTES;
    }

    /** A body of so many bytes more is being read. */
    void body(long expected) {
        bytes = (int) Math.min(LARGE_BYTES, expected);
        read(true);
    }

    /** A head is due, and so many bytes are held back because the client takes no answers. */
    void head(int held) {
        bytes = SMALL_BYTES;
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
    protected int next() {
        return bytes;
    }
}
