package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.http.HeaderView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the head of an upstream's answer says of its body. Immutable.
 *
 * @param status of the answer
 * @param expectedBytes length of the body, -1 if it was not said
 * @param mediaType in lower case, empty if it was not said
 * @param coded whether the body is compressed, which was never asked for
 */
record UpstreamHead(int status, long expectedBytes, String mediaType, boolean coded) {
    static UpstreamHead of(int status, HeaderView headers) {
        String type = headers.get("content-type");
        return new UpstreamHead(
                status,
                contentLength(headers),
                type == null ? "" : type.toLowerCase(Locale.ROOT),
                headers.has("content-encoding") && !"identity".equalsIgnoreCase(headers.get("content-encoding")));
    }

    /** Why this cannot be an event stream, or null. */
    @Nullable
    String notEvents() {
        if (coded) {
            return "coded answer";
        }
        return mediaType.startsWith("text/event-stream") ? null : "answer is not an event stream";
    }

    /** Why this cannot be an answer in one piece, or null. */
    @Nullable
    String notJson() {
        if (coded) {
            return "coded answer";
        }
        return mediaType.isEmpty() || mediaType.contains("json") ? null : "answer is not JSON";
    }

    private static long contentLength(HeaderView headers) {
        String length = headers.get("content-length");
        if (length == null || length.length() > 18) {
            return -1;
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
