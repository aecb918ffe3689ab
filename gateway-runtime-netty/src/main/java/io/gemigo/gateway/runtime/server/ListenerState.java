package io.gemigo.gateway.runtime.server;

import java.util.concurrent.atomic.LongAdder;

/** What the connections of one listener share on all loops. Thread-safe. */
final class ListenerState {
    private final HttpApplication application;
    private final ListenerSettings settings;
    private final BodyBudget budget;
    private final ConnectionCount connections;
    private final MemoryWatch memory;
    private final LongAdder requests = new LongAdder();
    private volatile boolean draining;

    ListenerState(HttpApplication application, ListenerSettings settings, MemoryWatch memory) {
        this.application = application;
        this.memory = memory;
        this.settings = settings;
        connections = new ConnectionCount(settings.limits());
        budget = new BodyBudget(settings.limits().bufferedBodyBytes());
    }

    HttpApplication application() {
        return application;
    }

    ListenerSettings settings() {
        return settings;
    }

    BodyBudget budget() {
        return budget;
    }

    /** Connections. */
    ConnectionCount connections() {
        return connections;
    }

    MemoryWatch memory() {
        return memory;
    }

    /** Requests since the start, refused ones included. */
    LongAdder requests() {
        return requests;
    }

    /** Whether answers shall be the last of their connections. */
    boolean draining() {
        return draining;
    }

    void drain() {
        draining = true;
    }
}
