package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the connections of one listener share on one loop. Loop-confined. */
final class ServerLoop {
    private static final int HEAD_BYTES = 1024;

    private final LoopScheduler loop;
    private final Set<ClientConnection> connections = new LinkedHashSet<>();
    private final ByteBuilder builder = new ByteBuilder(HEAD_BYTES);
    private final DateField date = new DateField();

    ServerLoop(LoopScheduler loop) {
        this.loop = loop;
    }

    LoopScheduler scheduler() {
        return loop;
    }

    /** An empty builder, for the bytes of one head or frame. */
    ByteBuilder builder() {
        builder.clear(HEAD_BYTES);
        return builder;
    }

    DateField date() {
        return date;
    }

    void add(ClientConnection connection) {
        connections.add(connection);
    }

    void remove(ClientConnection connection) {
        connections.remove(connection);
    }

    /** The connections of this moment. */
    List<ClientConnection> connections() {
        return new ArrayList<>(connections);
    }
}
