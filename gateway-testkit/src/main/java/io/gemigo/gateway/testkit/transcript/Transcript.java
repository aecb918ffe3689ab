package io.gemigo.gateway.testkit.transcript;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;

/**
 * One request and its answer in one dialect. It serves from both sides: as what an upstream sends, and as what the
 * gateway takes from and gives to a client. Immutable.
 *
 * @param info what it is about
 * @param request the request
 * @param response the answer
 * @param events the canonical events a correct reader gets from the answer, in wire order, adjacent deltas merged; the
 *     last one is {@code completed} or {@code failed}
 * @param writes offsets in the answer's body at which a network write ended; empty where it does not matter
 */
public record Transcript(
        TranscriptInfo info,
        HttpMessageText request,
        HttpMessageText response,
        List<Json> events,
        List<Integer> writes) {

    public Transcript {
        events = List.copyOf(events);
        writes = List.copyOf(writes);
    }

    /** The same seen from the client's side alone: request and answer, nothing said about an upstream. */
    public ExchangeTranscript asExchange() {
        return new ExchangeTranscript(info, request, null, null, response, events);
    }

    /** The id by which exemptions name it: {@code dialect/name}. */
    public String id() {
        return info.id();
    }

    /** Whether it bears the tag. */
    public boolean is(String tag) {
        return info.tags().contains(tag);
    }

    /** The answer's body cut where the network writes ended; whole, if nothing is said about them. */
    public Cut writeCut() {
        return Cut.at("as written", writes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The id, so that parameterized tests are readable. */
    @Override
    public String toString() {
        return id();
    }
}
