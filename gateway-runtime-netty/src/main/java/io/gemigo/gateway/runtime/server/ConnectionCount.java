package io.gemigo.gateway.runtime.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Open connections, in all and by address. Thread-safe. */
final class ConnectionCount {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger unproven = new AtomicInteger();
    private final ConcurrentMap<String, Integer> perAddress = new ConcurrentHashMap<>();

    ConnectionCount(ServerLimits limits) {
        most = limits.connections();
        mostPerAddress = limits.connectionsPerAddress();
    }

    /**
     * Counts one in, which has proven nothing yet; false, and nothing counted, if its address has too many or half of all
     * connections have proven nothing either. Proxies may have any number.
     */
    boolean enter(Peer peer) {
        if (unproven.get() >= Math.max(1, most / 2)) {
            return false;
        }
        int same = perAddress.merge(peer.address(), 1, Integer::sum);
        if (same > mostPerAddress && !peer.isProxy()) {
            forget(peer);
            return false;
        }
        unproven.incrementAndGet();
        open.incrementAndGet();
        return true;
    }

    /** One of them has shown a valid credential. */
    void prove() {
        unproven.decrementAndGet();
    }

    /** Counts one out. */
    void leave(Peer peer, boolean proven) {
        forget(peer);
        open.decrementAndGet();
        if (!proven) {
            unproven.decrementAndGet();
        }
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
