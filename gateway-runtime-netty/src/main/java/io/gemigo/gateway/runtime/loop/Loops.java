package io.gemigo.gateway.runtime.loop;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of a gateway: native epoll where it loads, NIO elsewhere. Thread-safe. */
public final class Loops implements AutoCloseable {
    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_MILLIS = 5_000;

    private final MultiThreadIoEventLoopGroup group;
    private final List<LoopScheduler> schedulers;
    private final boolean epoll;

    private Loops(int count, boolean epoll) {
        this.epoll = epoll;
        IoHandlerFactory handlers = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(count, new DefaultThreadFactory("gateway-loop"), handlers);
        List<LoopScheduler> all = new ArrayList<>(count);
        for (EventExecutor executor : group) {
            all.add(new LoopScheduler((EventLoop) executor, all.size()));
        }
        schedulers = List.copyOf(all);
    }

    /** Starts so many loops. */
    public static Loops start(int count) {
        return new Loops(count, Epoll.isAvailable());
    }

    /** Starts loops that use no native code. */
    public static Loops startPortable(int count) {
        return new Loops(count, false);
    }

    /** All of them. */
    public List<LoopScheduler> all() {
        return schedulers;
    }

    /** The scheduler of one of the loops. */
    public LoopScheduler of(EventLoop loop) {
        for (LoopScheduler scheduler : schedulers) {
            if (scheduler.eventLoop() == loop) {
                return scheduler;
            }
        }
        throw new IllegalArgumentException("not a loop of this group");
    }

    /** The group, for bootstraps. */
    public MultiThreadIoEventLoopGroup group() {
        return group;
    }

    /** Class of listening channels. */
    public Class<? extends ServerChannel> serverChannel() {
        return epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    /** Class of connecting channels. */
    public Class<? extends Channel> socketChannel() {
        return epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** Where buffers come from. */
    public ByteBufAllocator allocator() {
        return PooledByteBufAllocator.DEFAULT;
    }

    /** What moves the bytes. */
    public String transportName() {
        return epoll ? "epoll" : "nio";
    }

    /** Ends all loops; their channels should be closed by then. Waits a few seconds at most. */
    @Override
    public void close() {
        group.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
    }
}
