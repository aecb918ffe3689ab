package io.gemigo.gateway.runtime.testing;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.HttpTransport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Listens to one upstream exchange and lets a test wait for what happens. */
public final class Answers implements HttpTransport.Listener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile @Nullable Failure failure;
    private volatile Runnable onBody = () -> {};
    private volatile HttpTransport.@Nullable Exchange exchange;

    /** What to do on each body read. */
    public void onBody(Runnable action) {
        onBody = action;
    }

    public void sent(HttpTransport.Exchange sent) {
        exchange = sent;
    }

    public HttpTransport.Exchange exchange() {
        HttpTransport.Exchange sent = exchange;
        if (sent == null) {
            throw new AssertionError("not sent");
        }
        return sent;
    }

    @Override
    public void head(int status, HeaderView headers) {
        events.add("head:" + status);
    }

    @Override
    public void body(Window window, Ticket ticket) {
        if (window.length() != ticket.length()) {
            events.add("window and ticket differ");
        }
        reads.incrementAndGet();
        synchronized (body) {
            body.writeBytes(window.copy());
        }
        onBody.run();
    }

    @Override
    public void end() {
        events.add("end");
    }

    @Override
    public void failed(Failure why) {
        failure = why;
        String reason = why instanceof Failure.UpstreamUnavailable unavailable
                ? unavailable.reason().name()
                : why.kind().name();
        events.add("failed:" + reason);
    }

    public BlockingQueue<String> events() {
        return events;
    }

    public @Nullable Failure failure() {
        return failure;
    }

    public int reads() {
        return reads.get();
    }

    public String body() {
        synchronized (body) {
            return body.toString(StandardCharsets.UTF_8);
        }
    }

    public int bodyBytes() {
        synchronized (body) {
            return body.size();
        }
    }

    /** The next event; waits for it. */
    public String next() throws InterruptedException {
        String event = events.poll(10, TimeUnit.SECONDS);
        return event == null ? "nothing" : event;
    }

    /** Waits for the end; how it ended. */
    public String outcome() throws InterruptedException {
        String event = next();
        while (event.startsWith("head:")) {
            event = next();
        }
        return event;
    }
}
