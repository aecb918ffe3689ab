package io.gemigo.gateway.conformance.compatibility;

import java.util.List;

/** All APIs that have fields. */
final class Apis {
    private Apis() {}

    static List<Api> all() {
        return List.of(
                new OpenAiChat(),
                new OpenAiEmbeddings(),
                new GenAiGenerate(),
                new GenAiCount(),
                new GenAiEmbed(false),
                new GenAiEmbed(true));
    }
}
