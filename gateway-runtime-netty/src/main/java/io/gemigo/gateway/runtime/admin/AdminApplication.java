package io.gemigo.gateway.runtime.admin;

import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.runtime.defaults.TokenDigest;
import io.gemigo.gateway.runtime.server.HttpApplication;
import io.gemigo.gateway.runtime.server.SimpleAnswer;
import org.jspecify.annotations.Nullable;

/** The admin listener: health for everybody, figures for those with the admin token. Thread-safe. No CORS. */
public final class AdminApplication implements HttpApplication {
    private static final String SCHEME = "Bearer ";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final int TIMEOUT = 408;

    private final TokenDigest tokenDigest;
    private final Figures figures;

    /** Shows these figures to whoever has the token. */
    public AdminApplication(String token, Figures figures) {
        tokenDigest = TokenDigest.of(token);
        this.figures = figures;
    }

    @Override
    public HttpExchange open(HttpRequestHead head, HttpReply reply, Scheduler loop) {
        answer(head).send(head, null, reply);
        return SimpleAnswer.EXCHANGE;
    }

    private SimpleAnswer answer(HttpRequestHead head) {
        int query = head.target().indexOf('?');
        String path = query < 0 ? head.target() : head.target().substring(0, query);
        if (path.equals("/healthz")) {
            return SimpleAnswer.json(OK, "{\"status\":\"ok\"}");
        }
        if (!admitted(head.headers().get("authorization"))) {
            return error(UNAUTHORIZED, "The admin token is missing or not valid.");
        }
        if (!path.equals("/metrics")) {
            return error(NOT_FOUND, "There is no such route.");
        }
        if (!head.method().equals("GET") && !head.method().equals("HEAD")) {
            return error(METHOD_NOT_ALLOWED, "Only GET is allowed here.");
        }
        return new SimpleAnswer(OK, "text/plain; version=0.0.4; charset=utf-8", figures.text());
    }

    private boolean admitted(@Nullable String authorization) {
        boolean bearer = authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        String token = authorization == null || !bearer ? "" : authorization.substring(SCHEME.length());
        return tokenDigest.equals(TokenDigest.of(token));
    }

    private static SimpleAnswer error(int status, String message) {
        return SimpleAnswer.json(status, "{\"error\":{\"message\":\"" + message + "\"}}");
    }

    @Override
    public HttpExchange refuse(HttpRequestHead head, Failure failure, HttpReply reply, Scheduler loop) {
        int status = failure instanceof Failure.MalformedHttp malformed
                ? malformed.status()
                : failure.kind() == Failure.Kind.REQUEST_TIMEOUT ? TIMEOUT : BAD_REQUEST;
        error(status, failure.message()).send(head, null, reply);
        return SimpleAnswer.EXCHANGE;
    }
}
