package io.gemigo.gateway.core.port;

/** What a route does. */
public enum Operation {
    /** Complete a chat. */
    CHAT,
    /** List models. */
    LIST_MODELS,
    /** Show one model. */
    GET_MODEL,
    /** Count the tokens of a chat. */
    COUNT_TOKENS,
    /** Make embeddings. */
    EMBED
}
