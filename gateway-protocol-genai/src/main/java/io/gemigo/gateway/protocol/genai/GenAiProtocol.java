package io.gemigo.gateway.protocol.genai;

import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.error.GenAiErrorEncoder;
import io.gemigo.gateway.protocol.genai.internal.route.Credentials;
import io.gemigo.gateway.protocol.genai.internal.route.RouteTable;
import io.gemigo.gateway.protocol.genai.internal.route.ServerTimeout;
import io.gemigo.gateway.protocol.genai.internal.wire.JsonMediaType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The GenAI API (Gemini Developer API) towards clients: {@code generateContent}, {@code streamGenerateContent},
 * {@code countTokens} and models, under {@code /v1beta}, {@code /v1}, {@code /v1alpha} or no version. Immutable,
 * thread-safe.
 */
public final class GenAiProtocol implements Protocol {
    /** Its id, which is also the path prefix that pins it and the dialect's name in warnings. */
    public static final String ID = "genai";

    private static final List<Marker> MARKERS =
            List.of(Marker.header("x-goog-api-key"), Marker.header("x-goog-api-client"), Marker.query("key"));

    private final RouteTable routes = new RouteTable(MARKERS);
    private final ErrorEncoder errors = new GenAiErrorEncoder(ErrorContext.NO_ROUTE);

    /** The protocol; it has no settings. */
    public GenAiProtocol() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Marker> markers() {
        return MARKERS;
    }

    @Override
    public @Nullable Route route(HttpRequestHead head, RequestTarget target, List<String> path) {
        return routes.route(head, target, path);
    }

    @Override
    public Outcome<Credential> credential(HttpRequestHead head, RequestTarget target) {
        return Credentials.of(head.headers(), target);
    }

    @Override
    public @Nullable Duration timeout(HttpRequestHead head) {
        return ServerTimeout.of(head.headers());
    }

    @Override
    public ErrorEncoder errors() {
        return errors;
    }

    @Override
    public String jsonContentType() {
        return JsonMediaType.VALUE;
    }

    @Override
    public String sampleCommand(String baseUrl, String token) {
        return "curl -N '" + baseUrl + "/v1beta/models/default:streamGenerateContent?alt=sse'"
                + " -H 'x-goog-api-key: " + token + "' -H 'content-type: application/json'"
                + " -d '{\"contents\":[{\"parts\":[{\"text\":\"Say hello.\"}]}]}'";
    }
}
