package io.gemigo.gateway.bench.upstream;

import io.gemigo.gateway.bench.wire.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAI-compatible upstream on one thread: every POST is answered, in one piece or, if its body says {@code "stream": true},
 * as a stream of stamped events. Listens on loopback. Thread-safe.
 */
public final class FakeUpstream implements AutoCloseable {
    private static final int BACKLOG = 4096;
    private static final int READ_BYTES = 64 * 1024;
    private static final int WRITE_BYTES = 64 * 1024;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Thread thread;

    private final byte[] in = new byte[READ_BYTES];
    private final byte[] out = new byte[WRITE_BYTES];
    private final PriorityQueue<UpstreamConnection> due =
            new PriorityQueue<>(Comparator.comparingLong(UpstreamConnection::dueNanos));

    private volatile UpstreamSettings settings;
    private volatile AnswerBytes answers;
    private volatile boolean closed;
    private volatile @Nullable Throwable broken;

    private FakeUpstream(int port, UpstreamSettings settings) throws IOException {
        this.settings = settings;
        answers = new AnswerBytes(settings);
        selector = Selector.open();
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::run, "fake-upstream");
        thread.setDaemon(true);
    }

    /** Starts one; port 0 takes any free one. */
    public static FakeUpstream start(int port, UpstreamSettings settings) throws IOException {
        FakeUpstream upstream = new FakeUpstream(port, settings);
        upstream.thread.start();
        return upstream;
    }

    /** The port it listens on. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** Answers requests that come from now on like this. */
    public void settings(UpstreamSettings changed) {
        answers = new AnswerBytes(changed);
        settings = changed;
    }

    /** Waits until it ends, which it does only when it is closed. */
    public void join() throws InterruptedException {
        thread.join();
    }

    /** Throws what has broken it, if anything has. */
    public void check() {
        Throwable cause = broken;
        if (cause != null) {
            throw new IllegalStateException("the fake upstream is broken", cause);
        }
    }

    private void run() {
        try {
            while (!closed) {
                Readiness.await(selector, this::ready, nanosLeft());
                sendDue();
            }
        } catch (IOException | RuntimeException | Error bug) {
            broken = bug;
        }
    }

    private long nanosLeft() {
        UpstreamConnection next = due.peek();
        return next == null ? Long.MAX_VALUE : next.dueNanos() - System.nanoTime();
    }

    private void sendDue() {
        long now = System.nanoTime();
        UpstreamConnection next = due.peek();
        while (next != null && next.dueNanos() - now <= 0) {
            due.poll();
            next.due(now);
            next = due.peek();
        }
    }

    private void ready(SelectionKey key) {
        if (key.attachment() instanceof UpstreamConnection connection) {
            connection.ready();
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            while (channel != null) {
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                key.attach(new UpstreamConnection(this, channel, key));
                channel = server.accept();
            }
        } catch (IOException refused) {
            throw new UncheckedIOException("cannot accept", refused);
        }
    }

    UpstreamSettings settings() {
        return settings;
    }

    AnswerBytes answers() {
        return answers;
    }

    /** Memory to read into; free again when the call is over. */
    byte[] in() {
        return in;
    }

    /** Memory to write from; free again when the call is over. */
    byte[] out() {
        return out;
    }

    /** Has a connection called at its time. */
    void schedule(UpstreamConnection connection) {
        due.add(connection);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
