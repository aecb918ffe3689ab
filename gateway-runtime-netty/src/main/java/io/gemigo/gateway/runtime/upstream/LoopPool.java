package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.Scheduler.Timer;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The connections of one loop to one upstream. Loop-confined but for {@link #loop}. */
final class LoopPool {
    private static final int HEAD_BYTES = 1024;
    private static final Duration BUSY = Duration.ofSeconds(1);

    private final LoopScheduler loop;
    private final Origin origin;
    private final OriginShare share;
    private final Connector connector;
    private final OtherPools others;
    private final byte[] headLines;
    private final Timer sweep;
    private final ByteBuilder builder = new ByteBuilder(HEAD_BYTES);

    private final Deque<UpstreamConnection> idle = new ArrayDeque<>();
    private final Deque<UpstreamExchange> waiting = new ArrayDeque<>();
    private final List<UpstreamConnection> all = new ArrayList<>();

    /** Lets the same upstream's pools on other loops give up a free connection. */
    @FunctionalInterface
    interface OtherPools {
        /** Asks them. */
        void releaseIdle(LoopPool asking);
    }

    LoopPool(
            LoopScheduler loop,
            Origin origin,
            OriginShare share,
            Connector connector,
            OtherPools others,
            String userAgent) {
        this.loop = loop;
        this.origin = origin;
        this.share = share;
        this.connector = connector;
        this.others = others;
        Endpoint endpoint = new Endpoint(origin.tls(), origin.host(), origin.port(), "");
        headLines = RequestHead.constant(endpoint, userAgent);
        sweep = loop.timer(this::sweepIdle);
    }

    LoopScheduler loop() {
        return loop;
    }

    Origin origin() {
        return origin;
    }

    /** The lines that the heads of all requests on its connections have. */
    byte[] headLines() {
        return headLines;
    }

    /** An empty builder, for the bytes of one head. */
    ByteBuilder builder() {
        builder.clear(HEAD_BYTES);
        return builder;
    }

    TransportSettings settings() {
        return share.settings();
    }

    /** Gets an exchange a connection, now or later, or fails it. */
    void acquire(UpstreamExchange exchange) {
        UpstreamConnection free = takeIdle();
        if (free != null) {
            free.start(exchange, true);
        } else {
            connect(exchange);
        }
    }

    /** The same, but not one that has been used before. */
    void connect(UpstreamExchange exchange) {
        if (share.take()) {
            connector.connect(this, exchange);
        } else {
            await(exchange);
        }
    }

    private void await(UpstreamExchange exchange) {
        if (!share.enqueue()) {
            exchange.fail(busy());
            return;
        }
        waiting.addLast(exchange);
        exchange.waiting(loop.schedule(settings().acquire().toNanos(), () -> {
            forget(exchange);
            exchange.fail(busy());
        }));
        share.hungry(this);
        others.releaseIdle(this);
    }

    private static Failure busy() {
        return new Failure.UpstreamUnavailable(Reason.BUSY, BUSY, 0);
    }

    /** An exchange waits no more. */
    void forget(UpstreamExchange exchange) {
        if (waiting.remove(exchange)) {
            dequeued();
        }
    }

    private void dequeued() {
        share.dequeue();
        if (waiting.isEmpty()) {
            share.sated(this);
        }
    }

    /** A place may have become free. */
    void serveWaiting() {
        UpstreamExchange next = waiting.peekFirst();
        if (next == null) {
            // Whoever waited here has left or was served; the place is somebody else's.
            share.feed();
            return;
        }
        if (share.take()) {
            waiting.removeFirst();
            dequeued();
            next.waiting(null);
            connector.connect(this, next);
        }
        if (!waiting.isEmpty()) {
            share.hungry(this);
        }
    }

    /** A connection has been made for an exchange. */
    void connected(UpstreamConnection connection) {
        all.add(connection);
    }

    private @Nullable UpstreamConnection takeIdle() {
        UpstreamConnection free = idle.pollFirst();
        while (free != null) {
            if (free.usable(loop.now())) {
                return free;
            }
            free.close();
            free = idle.pollFirst();
        }
        return null;
    }

    /** A connection has become free and can be used again. */
    void free(UpstreamConnection connection) {
        boolean due = share.wantedByOthers(this) && (waiting.isEmpty() || all.size() > share.fair());
        if (due || connection.tooOld(loop.now())) {
            connection.close();
            return;
        }
        UpstreamExchange next = waiting.pollFirst();
        if (next != null) {
            dequeued();
            connection.start(next, true);
            return;
        }
        idle.addFirst(connection);
        if (idle.size() == 1) {
            sweep.set(settings().idle().toNanos());
        }
    }

    /** A connection is no more; its place is free. */
    void closed(UpstreamConnection connection) {
        idle.remove(connection);
        all.remove(connection);
        share.giveBack();
    }

    /** An attempt to connect has come to nothing; its place is free. */
    void notConnected() {
        share.giveBack();
    }

    /** Another loop needs a place more. */
    void releaseIdle() {
        UpstreamConnection oldest = idle.pollLast();
        if (oldest != null) {
            oldest.close();
        }
    }

    private void sweepIdle() {
        long now = loop.now();
        UpstreamConnection oldest = idle.peekLast();
        while (oldest != null && !oldest.usable(now)) {
            idle.pollLast();
            oldest.close();
            oldest = idle.peekLast();
        }
        if (oldest != null) {
            sweep.set(Math.max(1, oldest.idleUntil() - now));
        }
    }

    /** Closes all connections. */
    void close() {
        sweep.cancel();
        for (UpstreamConnection connection : new ArrayList<>(all)) {
            connection.close();
        }
    }
}
