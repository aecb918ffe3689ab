package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.runtime.loop.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Makes connections: look-up, TCP, TLS, each attempt within one time limit. Thread-safe. */
final class Connector {
    private final Loops loops;
    private final @Nullable SslContext tls;
    private final NameLookup names;

    Connector(Loops loops, @Nullable SslContext tls, NameLookup names) {
        this.loops = loops;
        this.tls = tls;
        this.names = names;
    }

    /** Starts an attempt for an exchange; the pool has taken a place for it. */
    void connect(LoopPool pool, UpstreamExchange exchange) {
        new Connecting(this, pool, exchange).start();
    }

    CompletableFuture<InetAddress[]> addresses(String host) {
        return names.addresses(host);
    }

    /** Opens a channel whose last handler this is. */
    ChannelFuture open(LoopPool pool, InetAddress address, UpstreamConnection handler) {
        Origin origin = pool.origin();
        SslContext security = origin.tls() ? Objects.requireNonNull(tls, "an upstream speaks TLS") : null;
        return new Bootstrap()
                .group(pool.loop().eventLoop())
                .channel(loops.socketChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.ALLOCATOR, Loops.allocator())
                .option(ChannelOption.RECVBUF_ALLOCATOR, new AnswerReads(pool.loop()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        Math.min(Integer.MAX_VALUE, pool.settings().connect().toMillis() + 1))
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (security != null) {
                            channel.pipeline()
                                    .addLast(new SslHandler(
                                            security.newEngine(channel.alloc(), origin.host(), origin.port())));
                        }
                        channel.pipeline().addLast(handler);
                    }
                })
                .connect(new InetSocketAddress(address, origin.port()));
    }
}
