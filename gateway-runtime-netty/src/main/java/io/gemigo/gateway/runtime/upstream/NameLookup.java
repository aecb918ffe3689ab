package io.gemigo.gateway.runtime.upstream;

import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks the JDK's resolver for addresses on threads of its own, since it blocks; many askers of one name share one
 * question. Answers are cached by the JDK. Thread-safe.
 */
final class NameLookup implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int QUEUE = 256;
    private static final long KEEP_SECONDS = 30;

    private final ConcurrentMap<String, CompletableFuture<InetAddress[]>> asking = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    NameLookup() {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                KEEP_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(QUEUE),
                new DefaultThreadFactory("gateway-names", true));
        threads.allowCoreThreadTimeOut(true);
    }

    /** The addresses of a host; completed on any thread, at once for literal addresses. */
    CompletableFuture<InetAddress[]> addresses(String host) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        if (literal != null) {
            try {
                return CompletableFuture.completedFuture(new InetAddress[] {InetAddress.getByAddress(literal)});
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        CompletableFuture<InetAddress[]> mine = new CompletableFuture<>();
        CompletableFuture<InetAddress[]> earlier = asking.putIfAbsent(host, mine);
        if (earlier != null) {
            return earlier;
        }
        try {
            threads.execute(() -> ask(host, mine));
        } catch (RejectedExecutionException busy) {
            asking.remove(host, mine);
            mine.completeExceptionally(busy);
        }
        return mine;
    }

    private void ask(String host, CompletableFuture<InetAddress[]> answer) {
        try {
            InetAddress[] found = InetAddress.getAllByName(host);
            asking.remove(host, answer);
            answer.complete(found);
        } catch (UnknownHostException | RuntimeException failed) {
            asking.remove(host, answer);
            answer.completeExceptionally(failed);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
