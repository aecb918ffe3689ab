package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.time.Signal;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Accepts {@link WatchedSocket}s and remembers their connections, in order. Thread-safe. */
final class WatchedServerSocket extends ServerSocket {

    private final Signal signal;
    private final List<Connection> connections = new ArrayList<>();
    private int connectionsToReset;

    WatchedServerSocket(Signal signal) throws IOException {
        this.signal = signal;
    }

    /** Called by mockwebserver, on one thread, which numbers connections by these calls as we do. */
    @Override
    public Socket accept() throws IOException {
        while (true) {
            WatchedSocket socket = new WatchedSocket(count(), signal);
            implAccept(socket);
            if (takeReset()) {
                socket.setSoLinger(true, 0);
                socket.close();
                continue;
            }
            signal.change(() -> connections.add(socket.connection()));
            socket.watch();
            return socket;
        }
    }

    private boolean takeReset() {
        return signal.changeAndGet(() -> {
            boolean reset = connectionsToReset > 0;
            connectionsToReset -= reset ? 1 : 0;
            return reset;
        });
    }

    void resetNext(int count) {
        signal.change(() -> connectionsToReset += count);
    }

    int count() {
        return connections().size();
    }

    List<Connection> connections() {
        return signal.get(() -> List.copyOf(connections));
    }
}
