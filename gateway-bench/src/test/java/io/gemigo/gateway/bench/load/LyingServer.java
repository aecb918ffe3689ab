package io.gemigo.gateway.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Reads the beginning of a request, sends the same bytes to everybody, and closes. */
final class LyingServer implements AutoCloseable {
    private final ServerSocket server;
    private final byte[] answer;

    private LyingServer(byte[] answer) throws IOException {
        this.answer = answer;
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static LyingServer start(byte[] answer) throws IOException {
        LyingServer lying = new LyingServer(answer);
        Thread thread = new Thread(lying::serve, "lying-server");
        thread.setDaemon(true);
        thread.start();
        return lying;
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            serveOne();
        }
    }

    private void serveOne() {
        try (Socket socket = server.accept()) {
            InputStream in = socket.getInputStream();
            if (in.read(new byte[64 * 1024]) > 0) {
                socket.getOutputStream().write(answer);
                socket.shutdownOutput();
                // What is left unread would turn the close into a reset.
                in.readAllBytes();
            }
        } catch (IOException gone) {
            // A client that has had enough is none of our business.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
