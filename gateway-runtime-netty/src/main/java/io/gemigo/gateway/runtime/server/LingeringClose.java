package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.port.Scheduler.Timer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that its last answer arrives. Closing at once with bytes unread makes the kernel send a reset, which
 * destroys an answer still under way (RFC 9112 §9.6); so the sending half is closed first and what comes is discarded for a
 * bounded while. Loop-confined.
 */
final class LingeringClose {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LIMIT_BYTES = 64 << 10;

    private final Channel channel;
    private final Timer timer;
    private int discarded;

    LingeringClose(Channel channel, Timer timer) {
        this.channel = channel;
        this.timer = timer;
    }

    /**
     * Closes when all output is written.
     *
     * @param unread whether the client may still be sending
     */
    void begin(boolean unread) {
        timer.cancel();
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener((ChannelFutureListener) written -> {
            if (unread && written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
                timer.set(LIMIT_NANOS);
            } else {
                channel.close();
            }
        });
    }

    /** Takes bytes of no interest. */
    void discard(ByteBuf in) {
        discarded += in.readableBytes();
        in.skipBytes(in.readableBytes());
        if (discarded > LIMIT_BYTES) {
            channel.close();
        }
    }
}
