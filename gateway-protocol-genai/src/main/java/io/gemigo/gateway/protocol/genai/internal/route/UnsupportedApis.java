package io.gemigo.gateway.protocol.genai.internal.route;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parts of the API that clients know and this gateway does not serve: they are told so instead of "not found". */
final class UnsupportedApis {
    private static final Set<String> RESOURCES = Set.of(
            "files",
            "generatedFiles",
            "cachedContents",
            "batches",
            "fileSearchStores",
            "ragStores",
            "corpora",
            "auth_tokens",
            "authTokens",
            "interactions",
            "tunings",
            "operations");
    /** Another dialect has these names too, under {@code /v1}. */
    private static final Set<String> SHARED = Set.of("files", "batches");

    /** Verbs of models that are known and not served. */
    static final Set<String> VERBS =
            Set.of("asyncBatchEmbedContent", "batchGenerateContent", "predict", "predictLongRunning", "generateAnswer");

    private UnsupportedApis() {}

    /** The name of the API behind a path without its version, or null. */
    static @Nullable String resource(String firstPart) {
        int colon = firstPart.indexOf(':');
        String name = colon < 0 ? firstPart : firstPart.substring(0, colon);
        return RESOURCES.contains(name) ? name : null;
    }

    /** Whether another dialect has a resource of this name where the version is {@code v1}. */
    static boolean shared(String resource) {
        return SHARED.contains(resource);
    }

    /** Whether a path below {@code models} is that of a model's long-running operation. */
    static boolean operation(List<String> parts) {
        return parts.size() >= 4 && parts.get(parts.size() - 2).equals("operations");
    }

    /** The name of the API behind a path that does not begin with a version, or null. */
    static @Nullable String unversioned(List<String> path) {
        if (path.size() >= 3 && path.get(0).equals("upload") && ApiVersion.of(path.get(1)) != null) {
            return resource(path.get(2));
        }
        if (path.size() == 2 && path.get(0).equals("ws") && path.get(1).startsWith("google.ai.generativelanguage.")) {
            return "live";
        }
        return null;
    }
}
