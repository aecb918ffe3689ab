package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import java.util.Set;

/** {@code EmbedContentResponse} and {@code BatchEmbedContentsResponse}. */
final class VectorAnswers {
    private VectorAnswers() {}

    static List<OwnAnswers> all(EmbeddingAnswers source) {
        return List.of(
                of(
                        "GenAI: answers of `:embedContent`",
                        "genai-embed-answer.txt",
                        "embedding.values",
                        source,
                        Reader.GENAI_VECTOR),
                of(
                        "GenAI: answers of `:batchEmbedContents`",
                        "genai-batch-embed-answer.txt",
                        "embeddings[].values",
                        source,
                        Reader.GENAI_VECTORS));
    }

    private static OwnAnswers of(String title, String known, String field, EmbeddingAnswers source, Reader reader) {
        Set<Reader> readers = Set.of(reader);
        return new OwnAnswers(
                title,
                "",
                known,
                List.of(Origin.upstream(field)),
                source,
                readers,
                () -> List.<Json>copyOf(Played.heard(source, readers)));
    }
}
