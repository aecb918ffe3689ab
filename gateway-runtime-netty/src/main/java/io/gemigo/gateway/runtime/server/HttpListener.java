package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A listening socket and its connections, spread over all loops. Thread-safe. */
public final class HttpListener implements AutoCloseable {
    static final AttributeKey<Peer> PEER = AttributeKey.valueOf(HttpListener.class, "peer");
    /** Set on connections that have shown a valid credential. */
    static final AttributeKey<Boolean> PROVEN = AttributeKey.valueOf(HttpListener.class, "proven");

    private static final int BACKLOG = 4096;
    /** A rush of connections is taken in few turns, so that it does not wait behind the streams of those that are there. */
    private static final int ACCEPTS_PER_TURN = 256;

    private final ListenerState state;
    private final List<ServerLoop> loops;
    private final Channel channel;

    private HttpListener(ListenerState state, List<ServerLoop> loops, Channel channel) {
        this.state = state;
        this.loops = loops;
        this.channel = channel;
    }

    /**
     * Listens.
     *
     * @throws IOException if the address cannot be had
     */
    public static HttpListener bind(Loops loops, ListenerSettings settings, HttpApplication application)
            throws IOException {
        return bind(loops, new ListenerState(application, settings, MemoryWatch.ofProcess()));
    }

    static HttpListener bind(Loops loops, ListenerState state) throws IOException {
        ListenerSettings settings = state.settings();
        List<ServerLoop> shared = new ArrayList<>();
        for (LoopScheduler loop : loops.all()) {
            shared.add(new ServerLoop(loop));
        }
        ServerLimits limits = settings.limits();
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops.group())
                .channel(loops.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new ServerChannelRecvByteBufAllocator().maxMessagesPerRead(ACCEPTS_PER_TURN))
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOCATOR, Loops.allocator())
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(limits.writeLow(), limits.writeHigh()))
                .handler(new AcceptGate(state))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel child) {
                        ServerLoop loop = shared.get(loops.of(child.eventLoop()).index());
                        Peer peer = child.attr(PEER).get();
                        child.pipeline().addLast(new ClientConnection(state, loop, child, peer));
                    }
                });
        ChannelFuture bound = bootstrap
                .bind(new InetSocketAddress(settings.host(), settings.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String address = settings.host() + ":" + settings.port();
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new HttpListener(state, List.copyOf(shared), bound.channel());
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return (InetSocketAddress) channel.localAddress();
    }

    /** Open connections. */
    public int connections() {
        return state.connections().open();
    }

    /** Requests since the start. */
    public long requests() {
        return state.requests().sum();
    }

    /** Memory held for request bodies, in bytes. */
    public long bufferedBodyBytes() {
        return state.budget().used();
    }

    /** From now on every answer is the last of its connection. */
    public void drain() {
        state.drain();
    }

    /** Takes no more connections and closes those without a request in progress. */
    public void stopAccepting() {
        channel.close().awaitUninterruptibly();
        onEachConnection(ClientConnection::closeIfIdle);
    }

    /** Ends what is in progress, in each protocol's way. */
    public void shutDownExchanges() {
        onEachConnection(ClientConnection::shutDown);
    }

    private void onEachConnection(Consumer<ClientConnection> action) {
        for (ServerLoop loop : loops) {
            loop.scheduler().execute(() -> loop.connections().forEach(action));
        }
    }

    /** Closes the socket and all connections. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        onEachConnection(ClientConnection::close);
    }
}
