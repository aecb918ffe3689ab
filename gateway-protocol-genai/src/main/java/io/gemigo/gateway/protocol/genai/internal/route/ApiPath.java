package io.gemigo.gateway.protocol.genai.internal.route;

import java.util.List;
import java.util.Set;

/**
 * A path split into API version and the rest. Immutable.
 *
 * @param version such as {@code v1beta}, empty if the path names none
 * @param parts decoded segments behind the version, possibly none
 */
record ApiPath(String version, List<String> parts) {
    private static final Set<String> VERSIONS = Set.of("v1", "v1beta", "v1alpha");

    static ApiPath of(List<String> path) {
        return isVersion(path.get(0)) ? new ApiPath(path.get(0), path.subList(1, path.size())) : new ApiPath("", path);
    }

    static boolean isVersion(String segment) {
        return VERSIONS.contains(segment);
    }

    /** Whether nobody else answers under this version, so that an unknown path is ours to refuse. */
    boolean ours() {
        return version.equals("v1beta") || version.equals("v1alpha");
    }

    /** The version as errors name it; without one it is the dialect's usual one. */
    String namedVersion() {
        return version.isEmpty() ? "v1beta" : version;
    }

    /** The version as the head of a route's pattern. */
    String prefix() {
        return version.isEmpty() ? "" : "/" + version;
    }

    /** Whether a segment is empty, {@code .} or {@code ..}: such paths are never another route. */
    boolean odd() {
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                return true;
            }
        }
        return parts.isEmpty();
    }
}
