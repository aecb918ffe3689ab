package io.gemigo.gateway.testkit.upstream;

import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ServerSocketFactory;

/** Hands out the one server socket it was made with, not bound yet. */
final class OneServerSocket extends ServerSocketFactory {

    private final ServerSocket socket;

    OneServerSocket(ServerSocket socket) {
        this.socket = socket;
    }

    @Override
    public ServerSocket createServerSocket() {
        return socket;
    }

    @Override
    public ServerSocket createServerSocket(int port) {
        throw new UnsupportedOperationException("only an unbound server socket");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) {
        throw new UnsupportedOperationException("only an unbound server socket");
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) {
        throw new UnsupportedOperationException("only an unbound server socket");
    }
}
