package io.gemigo.gateway.testkit.transcript;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One client request with everything it causes, where the client speaks another dialect than the upstream. Immutable.
 *
 * @param info what it is about; its dialect is the client's
 * @param clientRequest what the client sends
 * @param upstreamRequest what must go up, compared as JSON; the gateway may add fields. Null where nothing goes up, or
 *     where what goes up is not the point
 * @param upstreamResponse what to play back; null where nothing comes back, or where any answer will do that yields
 *     the events
 * @param clientResponse what the client must get: the status, these headers among others, and the body: as JSON, or for
 *     an event stream the same events with the same framing
 * @param events the canonical events between the two sides; may be empty for {@link Operation#OTHER} only
 */
public record ExchangeTranscript(
        TranscriptInfo info,
        HttpMessageText clientRequest,
        @Nullable HttpMessageText upstreamRequest,
        @Nullable HttpMessageText upstreamResponse,
        HttpMessageText clientResponse,
        List<Json> events) {

    public ExchangeTranscript {
        events = List.copyOf(events);
    }

    /** The id by which exemptions name it: {@code dialect/name}. */
    public String id() {
        return info.id();
    }

    /** Whether it bears the tag. */
    public boolean is(String tag) {
        return info.tags().contains(tag);
    }

    /** The id, so that parameterized tests are readable. */
    @Override
    public String toString() {
        return id();
    }
}
