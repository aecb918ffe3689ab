package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.CorsPolicy;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Answers whether the gateway lives and takes traffic; everything else is another application's. Thread-safe. */
final class HealthApplication implements HttpApplication {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final HttpApplication others;
    private final CorsPolicy cors;
    private final BooleanSupplier ready;

    HealthApplication(HttpApplication others, CorsPolicy cors, BooleanSupplier ready) {
        this.others = others;
        this.cors = cors;
        this.ready = ready;
    }

    @Override
    public HttpExchange open(HttpRequestHead head, HttpReply reply, Scheduler loop) {
        String target = head.target();
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        boolean health = path.equals("/healthz");
        if (!health && !path.equals("/readyz") || head.method().equals("OPTIONS")) {
            return others.open(head, reply, loop);
        }
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            Failure wrong = new Failure.MethodNotAllowed(head.method(), List.of("GET", "HEAD"));
            return others.refuse(head, wrong, reply, loop);
        }
        if (health) {
            SimpleAnswer.json(OK, "{\"status\":\"ok\"}").send(head, cors, reply);
        } else if (ready.getAsBoolean()) {
            SimpleAnswer.json(OK, "{\"status\":\"ready\"}").send(head, cors, reply);
        } else {
            SimpleAnswer.json(UNAVAILABLE, "{\"status\":\"draining\"}").send(head, cors, reply);
        }
        return SimpleAnswer.EXCHANGE;
    }

    @Override
    public HttpExchange refuse(HttpRequestHead head, Failure failure, HttpReply reply, Scheduler loop) {
        return others.refuse(head, failure, reply, loop);
    }
}
