package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.time.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import mockwebserver3.MockWebServer;

/**
 * An HTTP/1.1 upstream on a loopback port of its own that answers as scripted and remembers what it was asked.
 * Thread-safe. Whoever starts it closes it; closing ends every connection and every wait at a gate.
 *
 * <p>A request is answered by the next enqueued script; if there is none, by the route of its method and path; if there
 * is none either, by a 500 that says so. Each connection is served by a thread of its own, one request at a time. Not
 * made for load: two threads per connection.
 */
public final class FakeUpstream implements AutoCloseable {

    // Held, because loggers are collected when nobody does, and their level with them.
    private static final Logger NOISE = Logger.getLogger(MockWebServer.class.getName());

    static {
        // It reports every request and every connection that breaks or stays silent; here these are the point.
        NOISE.setLevel(Level.SEVERE);
    }

    private final Signal signal = new Signal();
    private final Deque<Script> scripts = new ArrayDeque<>();
    private final Map<String, Function<ReceivedRequest, Script>> routes = new HashMap<>();
    private final Deque<ReceivedRequest> requests = new ArrayDeque<>();
    private final MockWebServer server = new MockWebServer();
    private final WatchedServerSocket sockets;
    private int requestCount;

    private FakeUpstream() throws IOException {
        sockets = new WatchedServerSocket(signal);
        server.setServerSocketFactory(new OneServerSocket(sockets));
        server.setDispatcher(new ScriptDispatcher(this));
    }

    /** Starts one. */
    public static FakeUpstream start() {
        try {
            FakeUpstream upstream = new FakeUpstream();
            upstream.server.start(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            return upstream;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port it listens on, at 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    /** Its base address, without a path or a slash at the end. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Answers the next requests with these scripts, one each, in order. */
    public FakeUpstream enqueue(Script... next) {
        signal.change(() -> scripts.addAll(List.of(next)));
        return this;
    }

    /** Answers requests of that method and path, query aside, while no script is enqueued. */
    public FakeUpstream route(String method, String path, Function<ReceivedRequest, Script> answer) {
        signal.change(() -> routes.put(method + " " + path, answer));
        return this;
    }

    /** Resets the next connections as soon as they are made. They are not counted. */
    public FakeUpstream resetNextConnections(int count) {
        sockets.resetNext(count);
        return this;
    }

    /** The oldest request not taken yet; waits for one, and fails if none comes. */
    public ReceivedRequest takeRequest() {
        List<ReceivedRequest> taken = new ArrayList<>();
        signal.await("a request", () -> {
            if (requests.isEmpty()) {
                return false;
            }
            taken.add(requests.remove());
            return true;
        });
        return taken.get(0);
    }

    /** How many requests have been read to their end, taken or not. */
    public int requestCount() {
        return signal.get(() -> requestCount);
    }

    /** How many connections have been made. */
    public int connectionCount() {
        return sockets.count();
    }

    /** How many connections neither side has closed. */
    public int openConnections() {
        return (int) sockets.connections().stream().filter(Connection::isOpen).count();
    }

    /** Returns once exactly that many connections are open. */
    public void awaitOpenConnections(int count) {
        signal.await(count + " open connections", () -> openConnections() == count);
    }

    /** Ends every connection and every wait, and frees the port. Doing it again does nothing. */
    @Override
    public void close() {
        try {
            sockets.close();
            for (Connection connection : sockets.connections()) {
                connection.finish();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server.close();
        }
    }

    /** Called on the connection's thread when a request has been read. */
    Script received(ReceivedRequest request) {
        Function<ReceivedRequest, Script> answer = signal.changeAndGet(() -> {
            requestCount++;
            requests.add(request);
            Script next = scripts.poll();
            return next != null
                    ? ignored -> next
                    : routes.getOrDefault(request.method() + " " + request.path(), FakeUpstream::unscripted);
        });
        return answer.apply(request);
    }

    private static Script unscripted(ReceivedRequest request) {
        return Script.answer(
                500, "text/plain", "the fake upstream has no script for " + request.method() + " " + request.path());
    }

    /** The connection of that number. */
    Connection connection(int index) {
        return sockets.connections().get(index);
    }

    /** Empties the library's own record of requests, which nobody reads and which would only grow. */
    void forgetRecord() throws InterruptedException {
        server.takeRequest(0, TimeUnit.NANOSECONDS);
    }
}
