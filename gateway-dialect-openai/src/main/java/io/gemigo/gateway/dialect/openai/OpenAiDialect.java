package io.gemigo.gateway.dialect.openai;

/** Names of this dialect. */
public final class OpenAiDialect {
    /** The dialect's name, as requests, providers and warnings spell it. */
    public static final String NAME = "openai";

    private OpenAiDialect() {}
}
