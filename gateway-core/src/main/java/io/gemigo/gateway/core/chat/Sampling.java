package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.json.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are drawn; null means the upstream's default. Immutable.
 *
 * @param temperature 0 to 2
 * @param topP 0 to 1
 * @param topK number of candidates per token
 * @param presencePenalty -2 to 2
 * @param frequencyPenalty -2 to 2
 * @param logprobs whether log probabilities are wanted
 * @param topLogprobs alternatives per token
 * @param logitBias token id to bias, as the client wrote it
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Long seed,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Boolean logprobs,
        @Nullable Integer topLogprobs,
        @Nullable RawJson logitBias) {
    /** Everything as the upstream has it. */
    public static final Sampling DEFAULT = new Sampling(null, null, null, null, null, null, null, null, null);
}
