package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Notices a client that takes no byte for too long while there are some to take. Armed only while output is pending.
 * Loop-confined.
 */
final class WriteWatch {
    /** Looked at so often per limit, so that a stall is noticed at most a quarter late. */
    private static final int LOOKS = 4;

    private final Channel channel;
    private final LoopScheduler loop;
    private final long limitNanos;
    private final Runnable stalled;

    private @Nullable Cancellable timer;
    private long submitted;
    private long mark;
    private long markProgress;
    private int looks;

    WriteWatch(Channel channel, LoopScheduler loop, long limitNanos, Runnable stalled) {
        this.channel = channel;
        this.loop = loop;
        this.limitNanos = limitNanos;
        this.stalled = stalled;
    }

    private long pending() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private long progress() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.currentProgress();
    }

    /** Before output is handed to the channel. */
    void beforeWrite() {
        submitted -= pending();
    }

    /** After it was handed over, before the flush. */
    void afterWrite() {
        submitted += pending();
    }

    /** After a flush. */
    void flushed() {
        if (timer == null && pending() > 0) {
            remember();
            arm();
        }
    }

    private void remember() {
        // What has left the channel for good, and how far its first buffer has got: one of them grows with every byte
        // taken.
        mark = submitted - pending();
        markProgress = progress();
        looks = 0;
    }

    private void arm() {
        timer = loop.schedule(limitNanos / LOOKS, this::look);
    }

    private void look() {
        timer = null;
        if (pending() == 0) {
            return;
        }
        if (mark != submitted - pending() || markProgress != progress()) {
            remember();
        } else if (++looks == LOOKS) {
            stalled.run();
            return;
        }
        arm();
    }

    /** The connection is closed. */
    void close() {
        Cancellable armed = timer;
        if (armed != null) {
            timer = null;
            armed.cancel();
        }
    }
}
