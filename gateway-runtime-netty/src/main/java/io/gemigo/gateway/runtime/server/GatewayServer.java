package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.CorsPolicy;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.runtime.loop.Loops;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A gateway on a socket: health routes, everything else by the {@link Gateway}, and an orderly end. Thread-safe. Owns its
 * listener only; loops and transport are closed by whoever made them.
 *
 * <pre>{@code
 * Loops loops = Loops.start(2);
 * GatewayServer server = GatewayServer.start(loops, ListenerSettings.at("127.0.0.1", 0), CorsPolicy.any(), gateway);
 * }</pre>
 */
public final class GatewayServer implements AutoCloseable {
    private static final long POLL_MILLIS = 20;

    private final HttpListener listener;
    private final Gateway gateway;
    private final Readiness readiness;

    private GatewayServer(HttpListener listener, Gateway gateway, Readiness readiness) {
        this.listener = listener;
        this.gateway = gateway;
        this.readiness = readiness;
    }

    /**
     * Listens and serves.
     *
     * @param cors for the health routes; the gateway has its own
     * @throws IOException if the address cannot be had
     */
    public static GatewayServer start(Loops loops, ListenerSettings settings, CorsPolicy cors, Gateway gateway)
            throws IOException {
        Readiness readiness = new Readiness();
        HttpApplication served = new HealthApplication(new Calls(gateway), cors, readiness);
        return new GatewayServer(HttpListener.bind(loops, settings, served), gateway, readiness);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** Its listener, for figures. */
    public HttpListener listener() {
        return listener;
    }

    /**
     * Goes down in order: says that it is not ready, takes no more connections, lets what is in progress end, ends it at the
     * deadline, closes. Blocks until then; not on a loop.
     *
     * @throws InterruptedException if the waiting was interrupted; everything is closed then
     */
    public void drain(DrainSettings settings) throws InterruptedException {
        long begun = System.nanoTime();
        try {
            readiness.ready = false;
            listener.drain();
            TimeUnit.NANOSECONDS.sleep(settings.readinessDelay().toNanos());
            listener.stopAccepting();
            awaitIdle(begun, settings.deadline());
            listener.shutDownExchanges();
            awaitIdle(begun, settings.deadline().plus(settings.hardStop()));
        } finally {
            listener.close();
        }
    }

    private void awaitIdle(long begun, Duration limit) throws InterruptedException {
        while ((gateway.active() > 0 || listener.connections() > 0) && System.nanoTime() - begun < limit.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Closes everything at once. */
    @Override
    public void close() {
        listener.close();
    }

    private static final class Readiness implements BooleanSupplier {
        private volatile boolean ready = true;

        @Override
        public boolean getAsBoolean() {
            return ready;
        }
    }

    private record Calls(Gateway gateway) implements HttpApplication {
        @Override
        public HttpExchange open(HttpRequestHead head, HttpReply reply, Scheduler loop) {
            return gateway.open(head, reply, loop);
        }

        @Override
        public HttpExchange refuse(HttpRequestHead head, Failure failure, HttpReply reply, Scheduler loop) {
            return gateway.refuse(head, failure, reply, loop);
        }
    }
}
