package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.time.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * An accepted socket as mockwebserver gets it: it reads what the client sends, and what it writes goes nowhere, since
 * the script writes to {@link #wire}.
 */
final class WatchedSocket extends Socket {

    private final Connection connection;
    private final ReadAhead readAhead;

    WatchedSocket(int index, Signal signal) {
        this.connection = new Connection(index, this, signal);
        this.readAhead = new ReadAhead(connection::clientLeft);
    }

    Connection connection() {
        return connection;
    }

    /** Starts reading; once, after the socket has been accepted. */
    void watch() throws IOException {
        setTcpNoDelay(true);
        readAhead.start(super.getInputStream(), "fake-upstream-reader-" + connection.index());
    }

    /** The way to the client. */
    OutputStream wire() throws IOException {
        return super.getOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return readAhead;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public synchronized void close() throws IOException {
        super.close();
        readAhead.discard();
        connection.socketClosed();
    }
}
