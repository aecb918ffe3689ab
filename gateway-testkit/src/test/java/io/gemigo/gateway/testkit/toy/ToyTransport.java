package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A transport of blocking sockets and many threads, with at most one flaw. */
public final class ToyTransport implements HttpTransport, AutoCloseable {
    /** What is wrong with it. */
    public enum Flaw {
        NONE,
        EATS_CANCEL,
        SPEAKS_AFTER_CANCEL,
        EATS_PAUSE,
        OFF_THE_LOOP,
        TWO_TERMINALS,
        NEVER_REUSES,
        REUSES_WHAT_IS_LEFT_OVER,
        REUSES_CANCELLED,
        NEVER_REPLACES,
        ALWAYS_REPLACES,
        BELIEVES_A_PREMATURE_END,
        TAKES_BOTH_FRAMINGS,
        REPORTS_INFORMATIONAL,
        ADDS_FIELDS,
        CHANGES_THE_TARGET,
        TAKES_LONG_HEADS,
        TAKES_MANY_FIELDS,
        WAITS_FOR_THE_WHOLE_BODY,
        TELLS_THE_ADDRESS,
        KEEPS_TICKETS,
        LOSES_THE_LAST_READ
    }

    final Flaw flaw;
    final ToyLoop loop = new ToyLoop();
    final ExecutorService threads = Executors.newCachedThreadPool();
    /** Free connections; loop-confined. */
    final Deque<Socket> pool = new ArrayDeque<>();

    int outstandingTickets;

    public ToyTransport(Flaw flaw) {
        this.flaw = flaw;
    }

    public Scheduler loop() {
        return loop;
    }

    /** Tickets handed out and not given back; after the loop has done what it was told before. */
    public int outstandingTickets() {
        return outstandingTickets;
    }

    @Override
    public Exchange send(Request request, Scheduler on, Listener listener) {
        ToyExchange exchange = new ToyExchange(this, request, listener, takeFree());
        exchange.start();
        return exchange;
    }

    private @Nullable Socket takeFree() {
        while (true) {
            Socket free = pool.poll();
            if (free == null || alive(free)) {
                return free;
            }
        }
    }

    /** A clean connection has nothing to read and is not at its end. */
    private boolean alive(Socket socket) {
        try {
            if (socket.getInputStream().available() > 0 && flaw != Flaw.REUSES_WHAT_IS_LEFT_OVER) {
                socket.close();
                return false;
            }
            return !socket.isClosed();
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        loop.execute(() -> pool.forEach(ToyExchange::closeQuietly));
        loop.close();
    }
}
