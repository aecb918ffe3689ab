package io.gemigo.gateway.protocol.openai;

import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Credential;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.protocol.openai.internal.BearerCredential;
import io.gemigo.gateway.protocol.openai.internal.OpenAiErrorEncoder;
import io.gemigo.gateway.protocol.openai.internal.RouteTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's chat completions and models, as its official clients call them. Everything under {@code /v1} is its business,
 * but for methods on models in the manner of {@code models/{model}:verb}, which it leaves to others. Immutable,
 * thread-safe.
 */
public final class OpenAiProtocol implements Protocol {
    /** Its id and the prefix that pins it. */
    public static final String ID = "openai";

    private final ErrorEncoder errors = new OpenAiErrorEncoder();
    private final RouteTable routes = new RouteTable(errors);

    /** The protocol; it has no settings. */
    public OpenAiProtocol() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public List<Marker> markers() {
        return List.of();
    }

    @Override
    public @Nullable Route route(HttpRequestHead head, RequestTarget target, List<String> path) {
        return routes.route(head.method(), target.rawPath(), path);
    }

    @Override
    public Outcome<Credential> credential(HttpRequestHead head, RequestTarget target) {
        return BearerCredential.of(head.headers());
    }

    @Override
    public ErrorEncoder errors() {
        return errors;
    }

    @Override
    public String jsonContentType() {
        return "application/json";
    }

    @Override
    public String sampleCommand(String baseUrl, String token) {
        return "curl -N " + baseUrl + "/v1/chat/completions -H 'Authorization: Bearer " + token
                + "' -H 'Content-Type: application/json'"
                + " -d '{\"model\":\"default\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}'";
    }
}
