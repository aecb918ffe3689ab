package io.gemigo.gateway.protocol.genai.internal.route;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The versions of the API that a path may begin with. */
enum ApiVersion {
    V1("v1"),
    V1BETA("v1beta"),
    V1ALPHA("v1alpha"),
    /** The path names none. */
    NONE("");

    private final String segment;
    private final String prefix;
    private final String model;
    private final Map<String, String> calls = new HashMap<>();

    ApiVersion(String segment) {
        this.segment = segment;
        prefix = segment.isEmpty() ? "" : "/" + segment;
        model = prefix + "/models/{model}";
        RouteTable.SERVED.forEach(verb -> calls.put(verb, model + ":" + verb));
        UnsupportedApis.VERBS.forEach(verb -> calls.put(verb, model + ":" + verb));
    }

    /** The version that a path's first segment names, null if it names none. */
    static @Nullable ApiVersion of(String segment) {
        return switch (segment) {
            case "v1" -> V1;
            case "v1beta" -> V1BETA;
            case "v1alpha" -> V1ALPHA;
            default -> null;
        };
    }

    /** Whether nobody else answers under this version, so that an unknown path is ours to refuse. */
    boolean ours() {
        return this == V1BETA || this == V1ALPHA;
    }

    /** The version as errors name it; without one it is the dialect's usual one. */
    String named() {
        return this == NONE ? V1BETA.segment : segment;
    }

    /** The version as the head of a route's pattern. */
    String prefix() {
        return prefix;
    }

    /** The pattern of a model's route. */
    String model() {
        return model;
    }

    /** The pattern of a call by its verb, null if nobody knows it. */
    @Nullable
    String call(String verb) {
        return calls.get(verb);
    }
}
