package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemigo.gateway.conformance.http.RawRequest;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call that reached the fake, and what became of it. Thread-safe. */
public final class Exchange {
    /** What became of a call. */
    public enum Outcome {
        /** Still being answered. */
        ACTIVE,
        /** Answered to the end, or failed as its script asked. */
        COMPLETED,
        /** The caller closed the connection before the answer was complete. */
        ABANDONED
    }

    private final RawRequest request;
    private final JsonNode body;
    private final String tag;
    private final int attempt;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Outcome outcome = Outcome.ACTIVE;
    private volatile Usage usage;

    Exchange(RawRequest request, JsonNode body, String tag, int attempt) {
        this.request = request;
        this.body = body;
        this.tag = tag;
        this.attempt = attempt;
    }

    /** The request as it came over the wire. */
    public RawRequest request() {
        return request;
    }

    /** The request's body; a missing node when there was none. */
    public JsonNode body() {
        return body;
    }

    /** The tag of the test that sent the prompt, empty without one. */
    public String tag() {
        return tag;
    }

    /** Counts the calls of one tag, from 1. */
    public int attempt() {
        return attempt;
    }

    /** What became of the call so far. */
    public Outcome outcome() {
        return outcome;
    }

    /** What the call cost; empty for a refused one. */
    public Optional<Usage> usage() {
        return Optional.ofNullable(usage);
    }

    /** Waits for the end of the call; true when it ended in time. */
    public boolean awaitEnd(long timeoutMillis) throws InterruptedException {
        return ended.await(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    /** Waits for the end of the call; true when the caller gave it up in time. */
    public boolean awaitAbandoned(long timeoutMillis) throws InterruptedException {
        return awaitEnd(timeoutMillis) && outcome == Outcome.ABANDONED;
    }

    void billed(Usage tokens) {
        usage = tokens;
    }

    void end(Outcome how) {
        outcome = how;
        ended.countDown();
    }

    @Override
    public String toString() {
        return request.method() + " " + request.path() + " [" + tag + "] " + outcome;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("tag", tag).put("attempt", attempt);
        json.put("method", request.method()).put("path", request.path());
        ObjectNode headers = json.putObject("headers");
        request.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        json.set("body", body.isMissingNode() ? JsonNodeFactory.instance.nullNode() : body);
        json.put("outcome", outcome.name());
        if (usage != null) {
            json.set("usage", Answer.usage(usage));
        }
        return json;
    }
}
