package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One kind of answer that the gateway gives, and its fields. Immutable.
 *
 * @param knownFields the file that lists the fields the API is known to have
 * @param source the upstream's answers that its own are made of, null if it makes them of its own knowledge
 * @param readers who reads these
 * @param answers answers that hold all of its fields between them
 */
record OwnAnswers(
        String title,
        String intro,
        String knownFields,
        List<Origin> origins,
        @Nullable UpstreamAnswers source,
        Set<Reader> readers,
        Supplier<List<Json>> answers) {
    /** Those that the gateway makes of its own knowledge. */
    static OwnAnswers here(
            String title, String intro, String knownFields, List<Origin> origins, Supplier<List<Json>> answers) {
        return new OwnAnswers(title, intro, knownFields, origins, null, Set.of(), answers);
    }

    @Override
    public String toString() {
        return title;
    }
}
