package io.gemigo.gateway.runtime.testing;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.runtime.server.HttpApplication;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a listener under test serves. */
public final class StubApplication implements HttpApplication {
    /** What it does with a request. */
    public interface Behaviour {
        void open(StubExchange exchange);

        default void body(StubExchange exchange, byte[] body, Ticket ticket) {
            exchange.answer(200, new String(body, StandardCharsets.UTF_8));
        }

        default void shutDown(StubExchange exchange) {
            exchange.reply().cut();
        }
    }

    private final Behaviour behaviour;
    private final BlockingQueue<StubExchange> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();

    public StubApplication(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    /** Answers GET with its target, POST with its body. */
    public static StubApplication echo() {
        return echo(1 << 20);
    }

    public static StubApplication echo(long maxBody) {
        return new StubApplication(exchange -> {
            if (exchange.head().method().equals("POST")) {
                exchange.reply().readBody(maxBody);
            } else {
                exchange.answer(200, exchange.head().target());
            }
        });
    }

    /** The next exchange; waits for it. */
    public StubExchange next() throws InterruptedException {
        StubExchange exchange = opened.poll(10, TimeUnit.SECONDS);
        if (exchange == null) {
            throw new AssertionError("no exchange");
        }
        return exchange;
    }

    public BlockingQueue<StubExchange> opened() {
        return opened;
    }

    /** Codes of the failures that requests were refused with. */
    public BlockingQueue<String> refused() {
        return refused;
    }

    @Override
    public HttpExchange open(HttpRequestHead head, HttpReply reply, Scheduler loop) {
        StubExchange exchange = new StubExchange(head, reply, loop, behaviour);
        behaviour.open(exchange);
        opened.add(exchange);
        return exchange;
    }

    @Override
    public HttpExchange refuse(HttpRequestHead head, Failure failure, HttpReply reply, Scheduler loop) {
        refused.add(failure.code());
        StubExchange exchange = new StubExchange(head, reply, loop, behaviour);
        exchange.answer(status(failure), failure.code());
        return exchange;
    }

    static int status(Failure failure) {
        return switch (failure.kind()) {
            case MALFORMED_HTTP -> ((Failure.MalformedHttp) failure).status();
            case REQUEST_TIMEOUT -> 408;
            case METHOD_NOT_ALLOWED -> 405;
            case TOO_LARGE -> 413;
            case OVERLOADED -> 503;
            default -> 500;
        };
    }
}
