package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One attempt to get an exchange a fresh connection; tries each address of the host in turn. Loop-confined. */
final class Connecting {
    private final Connector connector;
    private final LoopPool pool;
    private final UpstreamExchange exchange;

    private @Nullable Cancellable timer;
    private @Nullable Channel channel;
    private boolean over;

    Connecting(Connector connector, LoopPool pool, UpstreamExchange exchange) {
        this.connector = connector;
        this.pool = pool;
        this.exchange = exchange;
    }

    void start() {
        exchange.connecting(this);
        timer = pool.loop().schedule(pool.settings().connect().toNanos(), this::failed);
        CompletableFuture<InetAddress[]> lookup =
                connector.addresses(pool.origin().host());
        if (lookup.isDone()) {
            found(lookup);
        } else {
            lookup.whenComplete((addresses, failure) -> pool.loop().execute(() -> found(lookup)));
        }
    }

    private void found(CompletableFuture<InetAddress[]> lookup) {
        if (over) {
            return;
        }
        if (lookup.isCompletedExceptionally()) {
            failed();
            return;
        }
        InetAddress[] addresses = lookup.join();
        // Not always the same one first: it may be the one that is down.
        tryNext(addresses, ThreadLocalRandom.current().nextInt(addresses.length), addresses.length);
    }

    private void tryNext(InetAddress[] addresses, int at, int left) {
        UpstreamConnection connection = new UpstreamConnection(pool);
        ChannelFuture connect = connector.open(pool, addresses[at], connection);
        channel = connect.channel();
        connect.addListener((ChannelFutureListener) done -> bracketed(() -> {
            if (over) {
                return;
            }
            if (done.isSuccess()) {
                secure(connection, done.channel());
            } else if (left > 1) {
                tryNext(addresses, (at + 1) % addresses.length, left - 1);
            } else {
                failed();
            }
        }));
    }

    private void secure(UpstreamConnection connection, Channel connected) {
        SslHandler tls = connected.pipeline().get(SslHandler.class);
        if (tls == null) {
            ready(connection);
            return;
        }
        tls.handshakeFuture()
                .addListener(handshake -> bracketed(() -> {
                    if (over) {
                        return;
                    }
                    if (handshake.isSuccess()) {
                        ready(connection);
                    } else {
                        failed();
                    }
                }));
    }

    private void bracketed(Runnable step) {
        pool.loop().enter();
        try {
            step.run();
        } finally {
            pool.loop().leave();
        }
    }

    private void ready(UpstreamConnection connection) {
        over = true;
        stopTimer();
        connection.established();
        connection.start(exchange, false);
    }

    private void failed() {
        if (over) {
            return;
        }
        cancel();
        exchange.fail(new Failure.UpstreamUnavailable(Reason.CONNECT, null, 0));
    }

    /** Gives up and gives the place back. */
    void cancel() {
        if (over) {
            return;
        }
        over = true;
        stopTimer();
        Channel unfinished = channel;
        if (unfinished != null) {
            unfinished.close();
        }
        pool.notConnected();
    }

    private void stopTimer() {
        Cancellable armed = timer;
        timer = null;
        if (armed != null) {
            armed.cancel();
        }
    }
}
