package io.gemigo.gateway.runtime.testing;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Core's side of an exchange, as a test plays it; what happens to it can be waited for. */
public final class StubExchange implements HttpExchange {
    private final HttpRequestHead head;
    private final HttpReply reply;
    private final Scheduler loop;
    private final StubApplication.Behaviour behaviour;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private volatile boolean writable = true;

    StubExchange(HttpRequestHead head, HttpReply reply, Scheduler loop, StubApplication.Behaviour behaviour) {
        this.head = head;
        this.reply = reply;
        this.loop = loop;
        this.behaviour = behaviour;
    }

    public HttpRequestHead head() {
        return head;
    }

    public HttpReply reply() {
        return reply;
    }

    public Scheduler loop() {
        return loop;
    }

    /** What has happened: writable:…, failed:…, gone, shutDown. */
    public BlockingQueue<String> events() {
        return events;
    }

    public CountDownLatch gone() {
        return gone;
    }

    public boolean writable() {
        return writable;
    }

    /** Gives a whole answer. */
    public void answer(int status, String text) {
        begin(status);
        reply.stage().write(text.getBytes(StandardCharsets.UTF_8));
        reply.end(false);
    }

    public void begin(int status) {
        reply.headers().add("content-type", "text/plain");
        reply.head(status);
    }

    /** Does something on the exchange's loop. */
    public void onLoop(Runnable task) {
        loop.execute(task);
    }

    @Override
    public void body(Window window, Ticket ticket) {
        byte[] bytes = window.copy();
        try {
            behaviour.body(this, bytes, ticket);
        } finally {
            ticket.release();
        }
    }

    @Override
    public void bodyFailed(Failure failure) {
        events.add("failed:" + failure.code());
        answer(StubApplication.status(failure), failure.code());
    }

    @Override
    public void writable(boolean now) {
        writable = now;
        events.add("writable:" + now);
    }

    @Override
    public void clientGone() {
        events.add("gone");
        gone.countDown();
    }

    @Override
    public void shutDown() {
        events.add("shutDown");
        behaviour.shutDown(this);
    }
}
