package io.gemigo.gateway.runtime.upstream;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the pools of one upstream share over all loops: the places for connections, and whose turn it is when one becomes
 * free. Thread-safe.
 */
final class OriginShare {
    private final TransportSettings settings;
    private final int fair;
    /** Each pool at most once: it stands in line again while it has exchanges that wait. */
    private final Queue<LoopPool> hungry = new ConcurrentLinkedQueue<>();

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();

    OriginShare(TransportSettings settings, int loops) {
        this.settings = settings;
        fair = Math.max(1, settings.connections() / loops);
    }

    TransportSettings settings() {
        return settings;
    }

    /** Connections a loop may keep although other loops wait for some. */
    int fair() {
        return fair;
    }

    /** Takes the place of one connection; false if all are taken. */
    boolean take() {
        if (open.incrementAndGet() > settings.connections()) {
            open.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Gives a place back. */
    void giveBack() {
        open.decrementAndGet();
        feed();
    }

    /** Tells the pool whose turn it is that there may be a place. */
    void feed() {
        LoopPool next = hungry.poll();
        if (next != null) {
            next.loop().execute(next::serveWaiting);
        }
    }

    /** Counts an exchange among those that wait; false if there are too many. */
    boolean enqueue() {
        if (waiting.incrementAndGet() > settings.queue()) {
            waiting.decrementAndGet();
            return false;
        }
        return true;
    }

    /** One of them waits no more. */
    void dequeue() {
        waiting.decrementAndGet();
    }

    /** A pool has exchanges that wait. On its loop only. */
    void hungry(LoopPool pool) {
        if (!hungry.contains(pool)) {
            hungry.add(pool);
        }
        if (open.get() < settings.connections()) {
            // A place became free before it stood in line.
            feed();
        }
    }

    /** A pool has none any more. On its loop only. */
    void sated(LoopPool pool) {
        hungry.remove(pool);
    }

    boolean wantedByOthers(LoopPool pool) {
        if (hungry.isEmpty()) {
            return false;
        }
        for (LoopPool other : hungry) {
            if (other != pool) {
                return true;
            }
        }
        return false;
    }

    int open() {
        return open.get();
    }
}
