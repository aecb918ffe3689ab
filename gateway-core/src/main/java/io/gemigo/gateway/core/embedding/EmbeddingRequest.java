package io.gemigo.gateway.core.embedding;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to turn into vectors. Immutable; {@code toString} does not show the texts.
 *
 * @param model as the client names it on the way in, the upstream's own on the way out
 * @param inputs the texts, at least one, none of them empty
 * @param dimensions length of each vector, null for the model's default
 * @param user the end user as the client names them, null if not; for the usage record, not sent upstream
 */
public record EmbeddingRequest(
        String model,
        List<String> inputs,
        @Nullable Integer dimensions,
        @Nullable String user) {
    /** Copies the list. */
    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
    }

    /** For nobody in particular. */
    public EmbeddingRequest(String model, List<String> inputs, @Nullable Integer dimensions) {
        this(model, inputs, dimensions, null);
    }

    /** The same for some of the texts and under the upstream's name of the model. */
    public EmbeddingRequest batch(String upstreamModel, int from, int to) {
        return new EmbeddingRequest(upstreamModel, inputs.subList(from, to), dimensions, user);
    }

    @Override
    public String toString() {
        return "EmbeddingRequest[" + inputs.size() + " inputs, dimensions=" + dimensions + "]";
    }
}
