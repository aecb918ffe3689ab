package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemigo.gateway.conformance.dashscope.Exchange;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A prompt of one test alone, and what the upstream saw of it. Immutable. */
public record Prompt(FakeDashScope upstream, String tag, String text) {
    private static final long ARRIVES_WITHIN_MILLIS = 30_000;
    private static final long ABANDONED_WITHIN_MILLIS = 2_000;

    /** A prompt with markers for the fake, see {@link FakeDashScope}. */
    public static Prompt to(FakeDashScope upstream, String markers) {
        String tag = UUID.randomUUID().toString();
        return new Prompt(upstream, tag, markers + " [[tag:" + tag + "]]");
    }

    /** All upstream calls of this prompt, oldest first. */
    public List<Exchange> exchanges() {
        return upstream.exchanges(tag);
    }

    /** The one upstream call of this prompt. */
    public Exchange exchange() {
        assertThat(exchanges()).as("upstream calls").hasSize(1);
        return exchanges().get(0);
    }

    /** Role and content of each message of the one upstream call. */
    public List<String> messages() {
        List<JsonNode> messages = new ArrayList<>();
        exchange().body().path("messages").forEach(messages::add);
        return messages.stream()
                .map(message -> message.path("role").asText() + ": "
                        + message.path("content").asText())
                .toList();
    }

    /** Waits until the upstream has the call. */
    public void awaitArrival() throws InterruptedException {
        assertThat(upstream.awaitArrival(tag, ARRIVES_WITHIN_MILLIS))
                .as("upstream call within %d ms", ARRIVES_WITHIN_MILLIS)
                .isTrue();
    }

    /** Fails unless the upstream call is given up in time. */
    public void assertAbandoned() throws InterruptedException {
        assertThat(exchange().awaitAbandoned(ABANDONED_WITHIN_MILLIS))
                .as("upstream call given up within %d ms", ABANDONED_WITHIN_MILLIS)
                .isTrue();
    }
}
