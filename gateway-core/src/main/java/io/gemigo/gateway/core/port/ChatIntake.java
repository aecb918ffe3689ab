package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Outcome;
import org.jspecify.annotations.Nullable;

/** A chat request that has been checked, and what the pipeline must know of it. Loop-confined. */
public interface ChatIntake {
    /** The model asked for. */
    String model();

    /** Whether the answer is to be streamed. */
    boolean stream();

    /** Whether the client wants usage in its stream; always true where the protocol shows it anyway. */
    boolean usageWanted();

    /** Whether any message holds media. */
    boolean hasMedia();

    /** The output limit asked for, null if none. */
    @Nullable
    Long maxOutputTokens();

    /** How the client spells the output limit, for warnings. */
    default String maxOutputTokensField() {
        return "max_tokens";
    }

    /** Number of answers asked for. */
    int candidateCount();

    /** Whether the client wants the model to think, null if it does not say. */
    default @Nullable Boolean thinking() {
        return null;
    }

    /** The end user as the client names them, for the usage record; null if it does not. */
    default @Nullable String user() {
        return null;
    }

    /** The call in canonical form, decoded on demand; a failure names a field that cannot be carried. */
    Outcome<ChatRequest> request();

    /** The call as found by a scan that a provider of the same dialect can edit; null if it cannot be relayed. */
    @Nullable
    RelayScan relay();
}
