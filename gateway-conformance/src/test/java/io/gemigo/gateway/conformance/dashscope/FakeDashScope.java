package io.gemigo.gateway.conformance.dashscope;

import io.gemigo.gateway.conformance.http.PeerGoneException;
import io.gemigo.gateway.conformance.http.RawHttpServer;
import io.gemigo.gateway.conformance.http.RawRequest;
import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A DashScope on loopback, in OpenAI-compatible mode. It answers a prompt with a fixed sentence, with the size of its last
 * picture, or with JSON that fits the schema asked for; thinks first when told to; refuses what the real service refuses; and
 * obeys markers in the last user message:
 *
 * <ul>
 *   <li>{@code [[tag:x]]} names the test, so that its calls can be found; {@code [[say:text]]} sets the answer
 *   <li>{@code [[think]]} thinks first though nobody asked; {@code [[tool]]}, {@code [[tool:2]]} calls the first declared
 *       tools with arguments that fit their schemas, and talks about the results once it has them; {@code [[rounds:2]]} calls
 *       them once more before that
 *   <li>{@code [[slow:50]]} pauses between deltas (milliseconds); {@code [[hold]]} waits halfway for the tag's gate;
 *       {@code [[endless]]} never stops; {@code [[hang]]} never starts; {@code [[dribble]]} writes five bytes at a time
 *   <li>{@code [[error:429]]} refuses ({@link Faults} has the names), {@code [[once:503]]} only the tag's first call,
 *       {@code [[retry-after:7]]} adds that header
 *   <li>{@code [[first:native]]}, {@code [[midway:cut]]} end a stream of status 200 badly ({@link StreamFault} has the
 *       names); a midway fault cuts an answer that does not stream
 * </ul>
 *
 * Every call is recorded. Thread-safe.
 */
public final class FakeDashScope implements AutoCloseable {
    /** Where the compatible mode lives below the origin. */
    public static final String BASE_PATH = "/compatible-mode/v1";

    /** The answer to a prompt without markers. */
    public static final String DEFAULT_TEXT = Model.DEFAULT_TEXT;

    /** What it thinks before it answers. */
    public static final String THOUGHTS = Model.THOUGHTS;

    private final String authorization;
    private final ExchangeLog log = new ExchangeLog();
    private final Gates gates = new Gates();
    private final ChatService chat = new ChatService(gates);
    private final Violations violations;
    private final ControlRoutes control;
    private final RawHttpServer server;

    private FakeDashScope(String upstreamKey, List<String> appTokens) {
        this.authorization = "Bearer " + upstreamKey;
        this.violations = new Violations(appTokens);
        this.control = new ControlRoutes(log, gates, violations);
        this.server = RawHttpServer.start(this::handle);
    }

    /**
     * Starts a fake that serves callers with one key.
     *
     * @param appTokens tokens that must never arrive here
     */
    public static FakeDashScope start(String upstreamKey, List<String> appTokens) {
        return new FakeDashScope(upstreamKey, appTokens);
    }

    /** The address without a path, where the control routes are. */
    public URI origin() {
        return server.origin();
    }

    /** What a caller is configured with. */
    public URI baseUrl() {
        return server.origin().resolve(BASE_PATH);
    }

    /** The calls of one test, in order. */
    public List<Exchange> exchanges(String tag) {
        return log.tagged(tag);
    }

    /** Waits for the first call of a test, at most this long; true when it came in time. */
    public boolean awaitArrival(String tag, long timeoutMillis) throws InterruptedException {
        return log.awaitArrival(tag, timeoutMillis);
    }

    /** The calls that are being answered right now. */
    public long active() {
        return log.active();
    }

    /** Waits until no call is being answered, at most this long for each; the calls that did not end. */
    public List<Exchange> awaitIdle(long timeoutMillis) throws InterruptedException {
        List<Exchange> open = new ArrayList<>();
        for (Exchange exchange : log.all()) {
            if (!exchange.awaitEnd(timeoutMillis)) {
                open.add(exchange);
            }
        }
        return open;
    }

    /** What reached the fake although it never should. */
    public List<String> violations() {
        return violations.all();
    }

    /** Lets the {@code [[hold]]} answers of a tag go on. */
    public void release(String tag) {
        gates.open(tag);
    }

    private void handle(RawRequest request, RawResponse response) throws IOException, InterruptedException {
        if (request.path().startsWith(ControlRoutes.PREFIX)) {
            control.answer(request, response);
            return;
        }
        violations.inspect(request);
        Exchange exchange = log.open(request);
        Exchange.Outcome outcome = Exchange.Outcome.COMPLETED;
        try {
            answer(exchange, response);
        } catch (PeerGoneException e) {
            outcome = Exchange.Outcome.ABANDONED;
            throw e;
        } finally {
            exchange.end(outcome);
        }
    }

    private void answer(Exchange exchange, RawResponse response) throws IOException, InterruptedException {
        RawRequest request = exchange.request();
        if (!request.path().startsWith(BASE_PATH)) {
            response.send(404, Map.of(), new byte[0]);
            return;
        }
        if (!request.header("authorization").orElse("").equals(authorization)) {
            send(response, 401, Faults.named("401").body("unauthenticated").toString());
            return;
        }
        switch (request.method() + " " + request.path().substring(BASE_PATH.length())) {
            case "POST /chat/completions" -> chat.answer(exchange, response);
            case "POST /embeddings" -> EmbeddingService.answer(exchange, response);
            case "GET /models" -> send(response, 200, Catalog.listing().toString());
            default -> response.send(404, Map.of(), new byte[0]);
        }
    }

    private static void send(RawResponse response, int status, String json) throws IOException {
        response.send(status, Map.of("content-type", "application/json"), json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
