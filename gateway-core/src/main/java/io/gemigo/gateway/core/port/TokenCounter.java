package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.ChatRequest;

/** An optional ability of a provider: count the tokens of a prompt without asking the upstream to answer it. */
public interface TokenCounter {
    /** Exact input tokens of a request for one of the provider's models. Thread-safe; must not block. */
    long count(ChatRequest request, ModelCard model);
}
