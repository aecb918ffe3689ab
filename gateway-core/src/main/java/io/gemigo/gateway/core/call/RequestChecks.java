package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.HttpRequestHead;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request's head says of its body, checked before a byte of it is read. */
final class RequestChecks {
    private static final String LENGTH = "content-length";

    private RequestChecks() {}

    /** Why a body will not be taken, or null. */
    static @Nullable Failure body(HttpRequestHead head, long maxBytes) {
        if (!head.method().equals("POST")) {
            return null;
        }
        HeaderView headers = head.headers();
        String coding = headers.get("content-encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return new Failure.MalformedHttp(
                    415, "unsupported_content_encoding", "Content-Encoding must be identity or absent.");
        }
        if (headers.count("content-type") > 1) {
            return new Failure.MalformedHttp(400, "repeated_header", "Content-Type is given more than once.");
        }
        String type = headers.get("content-type");
        if (type != null && !json(type)) {
            return new Failure.MalformedHttp(415, "unsupported_content_type", "Content-Type must be application/json.");
        }
        long length = headers.number(LENGTH);
        if (length > maxBytes || length == HeaderView.NO_NUMBER && headers.has(LENGTH)) {
            return new Failure.TooLarge(maxBytes);
        }
        return null;
    }

    private static boolean json(String contentType) {
        int semicolon = contentType.indexOf(';');
        String media = (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
        return media.equals("application/json") || media.endsWith("+json") || media.equals("text/json");
    }
}
