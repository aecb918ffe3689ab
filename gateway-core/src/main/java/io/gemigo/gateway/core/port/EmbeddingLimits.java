package io.gemigo.gateway.core.port;

import java.util.List;

/**
 * How an embedding model wants to be called. Immutable.
 *
 * @param inputsPerCall most texts in one upstream call, at least 1; calls with more are split
 * @param dimensions the lengths of vector it offers, its default first; empty if that is not known and left to the upstream
 */
public record EmbeddingLimits(int inputsPerCall, List<Integer> dimensions) {
    /** Copies the list. */
    public EmbeddingLimits {
        if (inputsPerCall < 1) {
            throw new IllegalArgumentException("inputsPerCall: " + inputsPerCall);
        }
        dimensions = List.copyOf(dimensions);
    }

    /** Whether vectors of this length can be had, as far as is known. */
    public boolean offers(int length) {
        return dimensions.isEmpty() || dimensions.contains(length);
    }
}
