package io.gemigo.gateway.protocol.genai.internal.route;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.http.RequestTarget;
import io.gemigo.gateway.core.port.Marker;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.error.GenAiErrorEncoder;
import io.gemigo.gateway.protocol.genai.internal.request.GenAiChatCodec;
import io.gemigo.gateway.protocol.genai.internal.request.GenAiCountTokensCodec;
import io.gemigo.gateway.protocol.genai.internal.request.GenAiEmbeddingCodec;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which path means what. Model ids may hold slashes and colons: a verb is what follows the last colon of the last part.
 * Immutable, thread-safe.
 */
public final class RouteTable {
    private static final String MODELS = "models";
    private static final String TUNED = "tunedModels";
    private static final String GENERATE = "generateContent";
    private static final String STREAM = "streamGenerateContent";
    private static final String COUNT = "countTokens";
    private static final String EMBED = "embedContent";
    private static final String EMBED_BATCH = "batchEmbedContents";
    static final Set<String> SERVED = Set.of(GENERATE, STREAM, COUNT, EMBED, EMBED_BATCH);
    private static final int MAX_MODEL_CHARS = 256;

    private final List<Marker> markers;

    /** The routes, and what marks a request as this protocol's where a path is another one's too. */
    public RouteTable(List<Marker> markers) {
        this.markers = markers;
    }

    /** The route of a request, null if the path is none of this API's. */
    public @Nullable Route route(HttpRequestHead head, RequestTarget target, List<String> path) {
        String unversioned = UnsupportedApis.unversioned(path);
        ApiPath api = ApiPath.of(path);
        if (unversioned != null) {
            return unsupportedApi(api, unversioned, "/" + path.get(0) + "/" + unversioned);
        }
        if (api.version() == ApiVersion.NONE && !path.get(0).equals(MODELS)) {
            return null;
        }
        return new Request(head, target, api).route();
    }

    private static Route refused(ApiPath api, String pattern, Failure failure) {
        ErrorContext context = new ErrorContext(api.version().named(), null, null, ReplyShape.OBJECT, false);
        return new Route.Refused(pattern, null, failure, new GenAiErrorEncoder(context));
    }

    private static Route unsupportedApi(ApiPath api, String name, String pattern) {
        return refused(api, pattern, new Failure.Unsupported("The " + name + " API is not supported by this gateway."));
    }

    /** One request under a version, or under none with {@code models} first. */
    private final class Request {
        private final HttpRequestHead head;
        private final RequestTarget target;
        private final ApiPath api;
        private final boolean bearer;

        Request(HttpRequestHead head, RequestTarget target, ApiPath api) {
            this.head = head;
            this.target = target;
            this.api = api;
            bearer = Credentials.bearerOnly(head.headers(), target);
        }

        @Nullable
        Route route() {
            if (api.odd()) {
                return unknown();
            }
            String first = api.parts().get(0);
            String resource = UnsupportedApis.resource(first);
            if (resource != null) {
                boolean mayBeOthers = !api.version().ours() && UnsupportedApis.shared(resource);
                return mayBeOthers && !marked()
                        ? null
                        : unsupportedApi(api, resource, api.version().prefix() + "/" + resource);
            }
            boolean named = first.equals(MODELS);
            if (named && api.parts().size() == 1) {
                return list();
            }
            String id = named ? api.id() : String.join("/", api.parts());
            int colon = id.lastIndexOf(':');
            String verb = colon > id.lastIndexOf('/') ? id.substring(colon + 1) : "";
            String pattern = api.version().call(verb);
            if (first.equals(TUNED) || first.equals("dynamic")) {
                // Nobody has models of these kinds here; that there is no tuning either is another answer.
                return first.equals(TUNED) && !SERVED.contains(verb)
                        ? unsupportedApi(api, TUNED, api.version().prefix() + "/" + TUNED)
                        : refused(api, api.version().prefix() + "/" + first + "/{model}", notFound());
            }
            if (named && UnsupportedApis.operation(api.parts())) {
                return unsupportedApi(api, "operations", api.version().model() + "/operations");
            }
            if (pattern != null) {
                return call(pattern, id.substring(0, colon), verb);
            }
            return named ? get(id) : unknown();
        }

        private Route list() {
            String pattern = api.version().prefix() + "/models";
            if (!head.method().equals("GET")) {
                return notAllowed(pattern, null, null, "GET");
            }
            ModelsPage page = ModelsPage.of(target);
            if (page == null) {
                return refused(
                        api,
                        pattern,
                        new Failure.InvalidRequest(
                                Failure.InvalidRequest.INVALID_VALUE,
                                "page_token",
                                "Invalid page token or page size."));
            }
            return new Route.ListModels(pattern, new GenAiModelsEncoder(page), errors(null, null, ReplyShape.OBJECT));
        }

        private @Nullable Route get(String model) {
            String pattern = api.version().model();
            if (!head.method().equals("GET")) {
                // A verb nobody knows is a path nobody knows, whatever the method.
                return model.indexOf(':') >= 0 ? unknown() : notAllowed(pattern, null, model, "GET");
            }
            Route bad = badModel(pattern, model);
            return bad != null
                    ? bad
                    : new Route.GetModel(
                            pattern,
                            model,
                            true,
                            new GenAiModelsEncoder(ModelsPage.FIRST),
                            errors("getModel", model, ReplyShape.OBJECT));
        }

        private Route call(String pattern, String model, String verb) {
            if (!head.method().equals("POST")) {
                return notAllowed(pattern, verb, model, "POST");
            }
            Route bad = badModel(pattern, model);
            if (bad != null) {
                return bad;
            }
            ReplyShape shape = !verb.equals(STREAM) ? ReplyShape.OBJECT : sse() ? ReplyShape.SSE : ReplyShape.ARRAY;
            ErrorContext context = new ErrorContext(api.version().named(), verb, model, shape, bearer);
            return switch (verb) {
                case GENERATE, STREAM -> {
                    GenAiChatCodec codec = new GenAiChatCodec(model, context);
                    yield new Route.Chat(
                            pattern, codec, new GenAiErrorEncoder(context, codec::inClientTerms, codec::told));
                }
                case COUNT ->
                    new Route.CountTokens(pattern, new GenAiCountTokensCodec(model), new GenAiErrorEncoder(context));
                case EMBED, EMBED_BATCH -> {
                    GenAiEmbeddingCodec codec = new GenAiEmbeddingCodec(model, verb.equals(EMBED_BATCH));
                    yield new Route.Embed(
                            pattern, codec, new GenAiErrorEncoder(context, codec::inClientTerms, usage -> {}));
                }
                default ->
                    new Route.Refused(
                            pattern,
                            model,
                            new Failure.Unsupported(verb + " is not supported by this gateway."),
                            new GenAiErrorEncoder(context));
            };
        }

        private @Nullable Route badModel(String pattern, String model) {
            boolean bad = model.isEmpty() || model.length() > MAX_MODEL_CHARS;
            for (int i = 0; i < model.length() && !bad; i++) {
                bad = Character.isISOControl(model.charAt(i));
            }
            return bad
                    ? refused(
                            api,
                            pattern,
                            new Failure.InvalidRequest(
                                    Failure.InvalidRequest.INVALID_VALUE,
                                    "model",
                                    "A model's name has 1 to " + MAX_MODEL_CHARS
                                            + " characters, none of them a control character."))
                    : null;
        }

        private Route notAllowed(String pattern, @Nullable String verb, @Nullable String model, String allowed) {
            return new Route.Refused(
                    pattern,
                    model,
                    new Failure.MethodNotAllowed(head.method(), List.of(allowed)),
                    errors(verb, model, ReplyShape.OBJECT));
        }

        private @Nullable Route unknown() {
            return api.version().ours() ? refused(api, api.version().prefix(), notFound()) : null;
        }

        private Failure notFound() {
            return new Failure.NotFound(null, "The requested URL was not found on this server.");
        }

        private GenAiErrorEncoder errors(@Nullable String verb, @Nullable String model, ReplyShape shape) {
            return new GenAiErrorEncoder(new ErrorContext(api.version().named(), verb, model, shape, bearer));
        }

        private boolean sse() {
            return Objects.equals(target.query("alt"), "sse") || Objects.equals(target.query("$alt"), "sse");
        }

        private boolean marked() {
            for (Marker marker : markers) {
                if (marker.header() ? head.headers().has(marker.name()) : target.query(marker.name()) != null) {
                    return true;
                }
            }
            return false;
        }
    }
}
