package io.gemigo.gateway.runtime.loop;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The event loops of a gateway. Thread-safe. */
public final class Loops implements AutoCloseable {
    private static final long QUIET_MILLIS = 0;
    private static final long CLOSE_MILLIS = 5_000;

    private final MultiThreadIoEventLoopGroup group;
    private final List<LoopScheduler> schedulers;
    private final IoKind kind;

    private Loops(int count, IoKind kind) {
        this.kind = kind;
        group = new MultiThreadIoEventLoopGroup(count, new LoopThreads(), kind.handlers());
        List<LoopScheduler> all = new ArrayList<>(count);
        for (EventExecutor executor : group) {
            all.add(new LoopScheduler((EventLoop) executor, all.size(), kind.readsAtOnce()));
        }
        schedulers = List.copyOf(all);
    }

    /** Starts so many loops of the kind that serves best here. */
    public static Loops start(int count) {
        return start(count, IoKind.best());
    }

    /** Starts so many loops of a kind that is {@linkplain IoKind#available available}. */
    public static Loops start(int count, IoKind kind) {
        return new Loops(count, kind);
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
        return kind.serverChannel();
    }

    /** Class of connecting channels. */
    public Class<? extends Channel> socketChannel() {
        return kind.socketChannel();
    }

    /** Where all buffers of loops and their connections come from. */
    public static ByteBufAllocator allocator() {
        return PooledByteBufAllocator.DEFAULT;
    }

    /** What moves the bytes. */
    public IoKind kind() {
        return kind;
    }

    /** Ends all loops; their channels should be closed by then. Waits a few seconds at most. */
    @Override
    public void close() {
        group.shutdownGracefully(QUIET_MILLIS, CLOSE_MILLIS, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(CLOSE_MILLIS);
        if (group.isTerminated()) {
            schedulers.forEach(LoopScheduler::freeBuffers);
        }
    }
}
