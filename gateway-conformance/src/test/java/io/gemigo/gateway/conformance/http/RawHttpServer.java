package io.gemigo.gateway.conformance.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Accepts connections on a free loopback port and hands every request to one {@link RawHandler}. Thread-safe; two
 * daemon threads per connection, so a handler may block as long as it likes.
 */
public final class RawHttpServer implements AutoCloseable {
    private static final int BACKLOG = 512;

    private final ServerSocket listener;
    private final RawHandler handler;
    private final Set<RawConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "raw-http");
        thread.setDaemon(true);
        return thread;
    });

    private RawHttpServer(ServerSocket listener, RawHandler handler) {
        this.listener = listener;
        this.handler = handler;
    }

    /** Binds to a free port of the loopback interface and starts accepting. */
    public static RawHttpServer start(RawHandler handler) {
        try {
            ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
            RawHttpServer server = new RawHttpServer(listener, handler);
            server.threads.execute(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback", e);
        }
    }

    /** Where this server listens, without a path. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException("accept failed", e);
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        RawConnection connection = new RawConnection(socket, handler);
        connections.add(connection);
        threads.execute(connection::readRequests);
        threads.execute(() -> {
            try {
                connection.answerRequests();
            } finally {
                connections.remove(connection);
            }
        });
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop listening", e);
        } finally {
            connections.forEach(RawConnection::close);
            threads.shutdownNow();
        }
    }
}
