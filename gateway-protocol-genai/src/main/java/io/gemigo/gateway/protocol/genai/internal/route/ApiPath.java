package io.gemigo.gateway.protocol.genai.internal.route;

import java.util.List;

/**
 * A path split into API version and the rest. Immutable.
 *
 * @param parts decoded segments behind the version, possibly none
 */
record ApiPath(ApiVersion version, List<String> parts) {
    static ApiPath of(List<String> path) {
        ApiVersion version = ApiVersion.of(path.get(0));
        return version == null
                ? new ApiPath(ApiVersion.NONE, path)
                : new ApiPath(version, path.subList(1, path.size()));
    }

    /** Whether a segment is empty, {@code .} or {@code ..}: such paths are never another route. */
    boolean odd() {
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return parts.isEmpty();
    }

    /** What stands behind the collection, with the slashes a model's id may hold. */
    String id() {
        return parts.size() == 2 ? parts.get(1) : String.join("/", parts.subList(1, parts.size()));
    }
}
