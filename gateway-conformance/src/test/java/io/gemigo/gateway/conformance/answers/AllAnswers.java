package io.gemigo.gateway.conformance.answers;

import java.util.ArrayList;
import java.util.List;

/** All answers that have fields. */
final class AllAnswers {
    private AllAnswers() {}

    /** Those that upstreams give. */
    static List<UpstreamAnswers> ofUpstreams() {
        return List.of(new ChatAnswers(), new EmbeddingAnswers());
    }

    /** Those that the gateway gives, but for answers in the upstream's own dialect. */
    static List<OwnAnswers> ofTheGateway() {
        List<OwnAnswers> all = new ArrayList<>();
        all.add(GenAiAnswer.all(new ChatAnswers()));
        all.addAll(VectorAnswers.all(new EmbeddingAnswers()));
        all.addAll(LocalAnswers.all());
        return all;
    }
}
