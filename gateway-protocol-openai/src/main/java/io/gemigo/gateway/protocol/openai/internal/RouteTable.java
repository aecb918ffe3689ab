package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ErrorEncoder;
import io.gemigo.gateway.core.port.ModelsEncoder;
import io.gemigo.gateway.core.port.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which request goes where. Immutable, thread-safe. */
public final class RouteTable {
    private static final String VERSION = "v1";
    private static final String CHAT = "/v1/chat/completions";
    private static final String EMBEDDINGS = "/v1/embeddings";
    private static final String MODELS = "/v1/models";
    private static final String MODEL = "/v1/models/{model}";
    private static final String ANY = "/v1/*";

    private final ErrorEncoder errors;
    private final ModelsEncoder models = new OpenAiModelsEncoder();

    /** A table whose routes write errors so. */
    public RouteTable(ErrorEncoder errors) {
        this.errors = errors;
    }

    /**
     * The route of a request.
     *
     * @param rawPath the path as sent, for people
     * @param path decoded segments
     * @return null if the path is not this API's
     */
    public @Nullable Route route(String method, String rawPath, List<String> path) {
        if (path.size() < 2 || !path.get(0).equals(VERSION)) {
            return null;
        }
        String first = path.get(1);
        if (first.equals("chat") && path.size() == 3 && path.get(2).equals("completions")) {
            return method.equals("POST")
                    ? new Route.Chat(CHAT, new OpenAiChatCodec(), errors)
                    : wrong(CHAT, method, "POST");
        }
        if (first.equals("embeddings") && path.size() == 2) {
            return method.equals("POST")
                    ? new Route.Embed(EMBEDDINGS, new OpenAiEmbeddingCodec(), errors)
                    : wrong(EMBEDDINGS, method, "POST");
        }
        if (first.equals("models")) {
            return path.size() == 2
                    ? method.equals("GET") ? new Route.ListModels(MODELS, models, errors) : wrong(MODELS, method, "GET")
                    : model(method, rawPath, String.join("/", path.subList(2, path.size())));
        }
        return unknown(method, rawPath);
    }

    /** Ids may hold slashes, so that everything behind the prefix is the id, escaped or not. */
    private @Nullable Route model(String method, String rawPath, String id) {
        if (method.equals("POST") && id.indexOf(':') >= 0) {
            return null;
        }
        if (id.isEmpty() || id.charAt(0) == '/') {
            return unknown(method, rawPath);
        }
        return method.equals("GET")
                ? new Route.GetModel(MODEL, id, false, models, errors)
                : wrong(MODEL, method, "GET");
    }

    private Route wrong(String pattern, String method, String allowed) {
        return new Route.Refused(pattern, null, new Failure.MethodNotAllowed(method, List.of(allowed)), errors);
    }

    private Route unknown(String method, String rawPath) {
        Failure failure = new Failure.NotFound(null, "Invalid URL (" + method + " " + rawPath + ")");
        return new Route.Refused(ANY, null, failure, errors);
    }
}
