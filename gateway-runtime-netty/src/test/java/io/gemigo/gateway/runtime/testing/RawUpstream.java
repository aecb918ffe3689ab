package io.gemigo.gateway.runtime.testing;

import io.gemigo.gateway.core.port.Endpoint;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server that does on each connection what a script says, byte for byte. */
public final class RawUpstream implements AutoCloseable {
    /** What to do on one connection. */
    public interface Script {
        void run(Connection connection) throws Exception;
    }

    private static final int BACKLOG = 64;

    private final ServerSocket server;
    private final Script script;
    private final boolean tls;
    private final AtomicInteger connections = new AtomicInteger();
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private RawUpstream(ServerSocketFactory factory, boolean tls, Script script) throws IOException {
        server = factory.createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        this.script = script;
        this.tls = tls;
        Thread acceptor = new Thread(this::accept, "raw-upstream");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    public static RawUpstream start(Script script) throws IOException {
        return new RawUpstream(ServerSocketFactory.getDefault(), false, script);
    }

    public static RawUpstream startTls(ServerSocketFactory factory, Script script) throws IOException {
        return new RawUpstream(factory, true, script);
    }

    public Endpoint endpoint() {
        return new Endpoint(tls, "127.0.0.1", server.getLocalPort(), "");
    }

    public Endpoint endpoint(String host) {
        return new Endpoint(tls, host, server.getLocalPort(), "");
    }

    /** Connections accepted so far. */
    public int connections() {
        return connections.get();
    }

    /** What went wrong in scripts. */
    public Queue<Throwable> failures() {
        return failures;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread thread = new Thread(() -> serve(new Connection(socket, number)), "raw-upstream-" + number);
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Connection connection) {
        try (Socket socket = connection.socket) {
            script.run(connection);
        } catch (EOFException gone) {
            // The other side has closed: the usual end.
        } catch (Exception | AssertionError failed) {
            failures.add(failed);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection of it. */
    public static final class Connection {
        private final Socket socket;
        private final int number;

        Connection(Socket socket, int number) {
            this.socket = socket;
            this.number = number;
        }

        /** Its number, from 1. */
        public int number() {
            return number;
        }

        public Socket socket() {
            return socket;
        }

        /** Reads one request with its body; head and body as text. */
        public String request() throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    throw new EOFException();
                }
                head.write(b);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            int at = text.indexOf("content-length: ");
            int length = at < 0 ? 0 : Integer.parseInt(text.substring(at + 16, text.indexOf('\r', at)));
            return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }

        public Connection send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return this;
        }

        /** Waits for the other side to close; fails if it sends something. */
        public void awaitClosed() throws IOException {
            try {
                if (socket.getInputStream().read() >= 0) {
                    throw new AssertionError("something was sent");
                }
            } catch (java.net.SocketException reset) {
                // Closed, too.
            }
        }

        /** Closes with a reset. */
        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
