package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.internal.Ascii;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds protocol, project and route of a request: {@code /api/{projectId}} names a project, a protocol's id as the next
 * segment pins that protocol, the rest is the protocols' own. Where several claim a path, the one whose marker is on the
 * request gets it, else the first. Immutable.
 */
final class ProtocolRouter {
    private static final int MAX_PROJECT_CHARS = 64;

    private final List<Protocol> protocols;
    private final Map<String, String> hosts;
    private final KnownTargets targets = new KnownTargets();
    /** What most requests say; immutable, so that threads may put it in each other's way. */
    private @Nullable HostName lastHost;

    private record HostName(String field, String name) {}

    ProtocolRouter(List<Protocol> protocols, Map<String, String> hosts) {
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("a gateway needs a protocol");
        }
        this.protocols = List.copyOf(protocols);
        this.hosts = hosts;
    }

    /**
     * What a request turned out to be.
     *
     * @param protocol whose shape the answer has
     * @param projectId the project the path names, null if none
     * @param host lower case without port, null if none was sent
     * @param route null if there is no such route; {@code failure} says so then
     */
    record Routed(
            Protocol protocol,
            @Nullable String projectId,
            @Nullable String host,
            @Nullable Route route,
            @Nullable Failure failure) {}

    /** A request's target, null if it is malformed. */
    @Nullable
    RequestTarget target(HttpRequestHead head) {
        return targets.of(head.target());
    }

    /** The route of a request. */
    Routed route(HttpRequestHead head, RequestTarget target) {
        String host = host(head.headers());
        List<String> path = target.segments();
        String projectId = null;
        if (path.size() > 2 && path.get(0).equals("api")) {
            projectId = path.get(1);
            path = path.subList(2, path.size());
            if (!wellFormed(projectId)) {
                return missing(marked(protocols, head, target), null, host, head, target);
            }
        }
        List<Protocol> candidates = servedAt(host);
        Protocol pinned = byId(candidates, path.get(0));
        if (pinned != null) {
            candidates = List.of(pinned);
            path = path.subList(1, path.size());
        }
        Protocol marked = marked(candidates, head, target);
        Protocol chosen = null;
        Route route = null;
        for (int i = 0; i < candidates.size(); i++) {
            Protocol protocol = candidates.get(i);
            if (settled(route, chosen, marked)) {
                break;
            }
            Route found = path.isEmpty() ? null : protocol.route(head, target, path);
            if (found == null) {
                continue;
            }
            boolean better = route == null
                    || protocol == marked
                    || chosen != marked && route.kind() == Route.Kind.REFUSED && found.kind() != Route.Kind.REFUSED;
            if (better) {
                chosen = protocol;
                route = found;
            }
        }
        if (chosen == null || route == null) {
            return missing(pinned != null ? pinned : marked, projectId, host, head, target);
        }
        if (route instanceof Route.Refused refused && marked != null && marked != chosen) {
            return new Routed(marked, projectId, host, null, refused.failure());
        }
        return new Routed(chosen, projectId, host, route, null);
    }

    /** Whether no other protocol can have a better claim than the one that has it. */
    private static boolean settled(@Nullable Route route, @Nullable Protocol chosen, @Nullable Protocol marked) {
        return route != null && (chosen == marked || marked == null && route.kind() != Route.Kind.REFUSED);
    }

    /** Whose shape an answer has to a request that has no route, or is not sound HTTP. */
    Protocol shapeFor(@Nullable HttpRequestHead head) {
        RequestTarget target = head == null ? null : target(head);
        if (head == null || target == null) {
            return protocols.get(0);
        }
        return route(head, target).protocol();
    }

    private Routed missing(
            @Nullable Protocol shape,
            @Nullable String projectId,
            @Nullable String host,
            HttpRequestHead head,
            RequestTarget target) {
        Failure failure = new Failure.NotFound(null, "Invalid URL (" + head.method() + " " + target.rawPath() + ")");
        return new Routed(shape == null ? protocols.get(0) : shape, projectId, host, null, failure);
    }

    private List<Protocol> servedAt(@Nullable String host) {
        String only = host == null ? null : hosts.get(host);
        if (only == null) {
            return protocols;
        }
        List<Protocol> served = new ArrayList<>(1);
        for (Protocol protocol : protocols) {
            if (protocol.id().equals(only)) {
                served.add(protocol);
            }
        }
        return served;
    }

    private static @Nullable Protocol byId(List<Protocol> protocols, String id) {
        for (int i = 0; i < protocols.size(); i++) {
            if (protocols.get(i).id().equals(id)) {
                return protocols.get(i);
            }
        }
        return null;
    }

    private static @Nullable Protocol marked(List<Protocol> protocols, HttpRequestHead head, RequestTarget target) {
        for (int i = 0; i < protocols.size(); i++) {
            Protocol protocol = protocols.get(i);
            List<Marker> markers = protocol.markers();
            for (int k = 0; k < markers.size(); k++) {
                Marker marker = markers.get(k);
                boolean there =
                        marker.header() ? head.headers().has(marker.name()) : target.query(marker.name()) != null;
                if (there) {
                    return protocol;
                }
            }
        }
        return null;
    }

    private @Nullable String host(HeaderView headers) {
        String host = headers.get("host");
        if (host == null) {
            return null;
        }
        HostName known = lastHost;
        if (known == null || !known.field.equals(host)) {
            known = new HostName(host, hostName(host));
            lastHost = known;
        }
        return known.name;
    }

    private static String hostName(String host) {
        int colon = host.lastIndexOf(':');
        String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean wellFormed(String projectId) {
        return Ascii.plainName(projectId, MAX_PROJECT_CHARS) && !projectId.equals(".") && !projectId.equals("..");
    }
}
