package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of one API: its routes, where it carries credentials, how it writes errors. Immutable and thread-safe;
 * what a {@link Route} holds is made per request.
 */
public interface Protocol {
    /** Short stable name; also the path prefix that pins this protocol. */
    String id();

    /** What marks a request as this protocol's where it shares a path with another. */
    List<Marker> markers();

    /**
     * The route of a request.
     *
     * @param path decoded segments of the path, behind project and pinning prefixes
     * @return null if the API has no such path; a {@link Route.Refused} for known paths that cannot be served like this
     */
    @Nullable
    Route route(HttpRequestHead head, RequestTarget target, List<String> path);

    /**
     * The credential of a request, wherever this API carries it.
     *
     * @return {@link Credential#MALFORMED} if there is one that cannot be valid; a failure if there is none or two differ
     */
    Outcome<Credential> credential(HttpRequestHead head, RequestTarget target);

    /**
     * How long the client waits for the whole answer, by what its request says of it; null if it says nothing, which is what
     * this does. The call ends with a timeout then, unless the gateway's own limit ends it sooner.
     *
     * @return more than nothing
     */
    default @Nullable Duration timeout(HttpRequestHead head) {
        return null;
    }

    /** Writes errors of requests without a route. */
    ErrorEncoder errors();

    /** Content type of its JSON answers. */
    String jsonContentType();

    /** A ready-to-paste command that streams an answer, for the start banner. */
    String sampleCommand(String baseUrl, String token);
}
