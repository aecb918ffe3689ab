package io.gemigo.gateway.protocol.genai.internal.wire;

import io.gemigo.gateway.core.http.HeaderList;

/** The header of an event stream: what keeps proxies from holding it back. */
public final class StreamHeaders {
    private StreamHeaders() {}

    /** Adds the fields. */
    public static void add(HeaderList headers) {
        headers.add("content-type", "text/event-stream");
        headers.add("cache-control", "no-cache, no-transform");
        headers.add("x-accel-buffering", "no");
    }
}
