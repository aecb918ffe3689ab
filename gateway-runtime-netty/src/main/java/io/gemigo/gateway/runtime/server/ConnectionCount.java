package io.gemigo.gateway.runtime.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Open connections, in all and by address. Thread-safe. */
final class ConnectionCount {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentMap<String, Integer> perAddress = new ConcurrentHashMap<>();

    ConnectionCount(ServerLimits limits) {
        most = limits.connections();
        mostPerAddress = limits.connectionsPerAddress();
    }

    /** Counts one in; false, and nothing counted, if its address has too many. Proxies may have any number. */
    boolean enter(Peer peer) {
        int same = perAddress.merge(peer.address(), 1, Integer::sum);
        if (same > mostPerAddress && !peer.isProxy()) {
            forget(peer);
            return false;
        }
        open.incrementAndGet();
        return true;
    }

    /** Counts one out. */
    void leave(Peer peer) {
        forget(peer);
        open.decrementAndGet();
    }

    private void forget(Peer peer) {
        perAddress.computeIfPresent(peer.address(), (address, count) -> count == 1 ? null : count - 1);
    }

    boolean full() {
        return open.get() >= most;
    }

    int open() {
        return open.get();
    }
}
