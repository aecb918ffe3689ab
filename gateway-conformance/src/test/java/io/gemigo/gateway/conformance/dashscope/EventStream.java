package io.gemigo.gateway.conformance.dashscope;

import io.gemigo.gateway.conformance.http.RawResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes server-sent events, each at once and by itself, or dribbled a few bytes at a time so that events, lines and
 * characters fall apart on the wire. Single-owner.
 */
final class EventStream {
    private static final int DRIBBLE = 5;

    private final RawResponse response;
    private final boolean dribbles;

    EventStream(RawResponse response, boolean dribbles) {
        this.response = response;
        this.dribbles = dribbles;
    }

    void start(Map<String, String> headers) throws IOException {
        response.startChunked(200, headers);
    }

    void data(String payload) throws IOException {
        write("data: " + payload + "\n\n");
    }

    void write(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int step = dribbles ? DRIBBLE : bytes.length;
        for (int from = 0; from < bytes.length; from += step) {
            response.chunk(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step)));
        }
    }

    void finish() throws IOException {
        response.finishChunked();
    }
}
