package io.gemigo.gateway.runtime.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;

/**
 * Stands before the acceptor of a listening channel: counts connections, turns away addresses with too many, and stops
 * accepting while there are too many in all. Loop-confined.
 */
final class AcceptGate extends ChannelInboundHandlerAdapter {
    private final ListenerState listener;

    AcceptGate(ListenerState listener) {
        this.listener = listener;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Channel child = (Channel) message;
        if (!(child.remoteAddress() instanceof InetSocketAddress address)) {
            // Gone before it was accepted.
            child.unsafe().closeForcibly();
            return;
        }
        Peer peer = Peer.of(address.getAddress(), listener.settings().proxies());
        ConnectionCount count = listener.connections();
        if (!count.enter(peer)) {
            child.unsafe().closeForcibly();
            return;
        }
        child.attr(HttpListener.PEER).set(peer);
        Channel server = ctx.channel();
        child.closeFuture().addListener(closed -> {
            count.leave(peer, child.hasAttr(HttpListener.PROVEN));
            if (!server.config().isAutoRead() && !count.full() && server.isOpen()) {
                server.config().setAutoRead(true);
            }
        });
        if (count.full()) {
            server.config().setAutoRead(false);
        }
        ctx.fireChannelRead(child);
    }
}
