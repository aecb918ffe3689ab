package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.time.Signal;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One connection a client has made to the upstream. Thread-safe. */
public final class Connection {

    private final int index;
    private final WatchedSocket socket;
    private final Signal signal;
    private volatile @Nullable Gate waitingAt;
    private volatile boolean clientGone;
    private volatile boolean closed;

    Connection(int index, WatchedSocket socket, Signal signal) {
        this.index = index;
        this.socket = socket;
        this.signal = signal;
    }

    /** Its number, counted from 0 in the order of connecting. */
    public int index() {
        return index;
    }

    /** Whether neither side has closed it yet. */
    public boolean isOpen() {
        return !closed && !clientGone;
    }

    /**
     * Returns once the client has closed its side, half of it or all, in order or by a reset. It is noticed while a
     * script waits or writes, too, as long as less than 64 KiB of what the client sent is unread.
     */
    public void awaitClientGone() {
        signal.await("the client to leave connection " + index, () -> clientGone);
    }

    void play(List<Step> steps) throws IOException {
        for (Step step : steps) {
            step.play(this);
        }
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        socket.wire().write(bytes, from, length);
        socket.wire().flush();
    }

    void pass(Gate gate) throws IOException {
        waitingAt = gate;
        try {
            if (!gate.pass(() -> closed || clientGone)) {
                throw new IOException("abandoned at a gate: " + (clientGone ? "the client left" : "shut down"));
            }
        } finally {
            waitingAt = null;
        }
    }

    void finish() throws IOException {
        socket.close();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Called by the socket's reader. */
    void clientLeft() {
        signal.change(() -> clientGone = true);
        wakeScript();
    }

    /** Called by the socket, whoever closes it. */
    void socketClosed() {
        signal.change(() -> closed = true);
        wakeScript();
    }

    private void wakeScript() {
        Gate gate = waitingAt;
        if (gate != null) {
            gate.wake();
        }
    }

    /** The number, for messages. */
    @Override
    public String toString() {
        return "connection " + index;
    }
}
