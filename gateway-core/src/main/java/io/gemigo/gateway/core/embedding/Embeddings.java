package io.gemigo.gateway.core.embedding;

import io.gemigo.gateway.core.chat.Usage;
import java.util.List;

/**
 * Vectors in the order of the texts. The list is immutable; the arrays are the caller's to leave alone.
 *
 * @param vectors one for each text, all finite
 * @param promptTokens tokens of all texts, {@link Usage#ABSENT} if the upstream did not say
 */
public record Embeddings(List<float[]> vectors, long promptTokens) {
    /** Copies the list. */
    public Embeddings {
        vectors = List.copyOf(vectors);
    }

    @Override
    public String toString() {
        return "Embeddings[" + vectors.size() + " vectors, " + promptTokens + " tokens]";
    }
}
