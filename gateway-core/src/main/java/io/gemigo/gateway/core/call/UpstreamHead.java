package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.http.HeaderView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the head of an upstream's answer says of its body. */
final class UpstreamHead {
    private UpstreamHead() {}

    /** Why this cannot be an event stream, or null. */
    static @Nullable String notEvents(HeaderView headers) {
        if (coded(headers)) {
            return "coded answer";
        }
        return mediaType(headers).startsWith("text/event-stream") ? null : "answer is not an event stream";
    }

    /** Why this cannot be an answer in one piece, or null. */
    static @Nullable String notJson(HeaderView headers) {
        if (coded(headers)) {
            return "coded answer";
        }
        String type = mediaType(headers);
        return type.isEmpty() || type.contains("json") ? null : "answer is not JSON";
    }

    /** Whether the body is compressed, which was never asked for. */
    private static boolean coded(HeaderView headers) {
        String coding = headers.get("content-encoding");
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    /** In lower case, empty if it was not said. */
    private static String mediaType(HeaderView headers) {
        String type = headers.get("content-type");
        return type == null ? "" : type.toLowerCase(Locale.ROOT);
    }
}
