package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;

/**
 * Counts the tokens of prompts without asking an upstream; found by {@link java.util.ServiceLoader}. Thread-safe, for the life
 * of the process.
 */
public interface TokenCounter {
    /** Whether it knows how prompts of this model become tokens. */
    boolean knows(ModelCard model);

    /**
     * Counts the input tokens of a request, its model's template included. Must not block: what takes long goes to a thread of
     * the counter's own.
     *
     * @param callback called once, from any thread, at once or later
     */
    void count(ChatRequest request, ModelCard model, Callback callback);

    /** Hears one of the two, once. */
    interface Callback {
        /** It was counted. */
        void counted(TokenCount count);

        /** It could not be counted. */
        void failed(Failure failure);
    }
}
