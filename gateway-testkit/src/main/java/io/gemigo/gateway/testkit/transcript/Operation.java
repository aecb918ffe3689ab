package io.gemigo.gateway.testkit.transcript;

import java.util.Locale;

/** What the client of a transcript asks for. */
public enum Operation {
    /** A chat completion, streamed or not. */
    CHAT,
    /** The number of tokens of a prompt. */
    COUNT_TOKENS,
    /** The list of models. */
    MODEL_LIST,
    /** One model. */
    MODEL_GET,
    /** Something that never becomes a call, such as a browser's preflight; it may have no events. */
    OTHER;

    /** Reads the word of an index line, such as {@code count-tokens}. */
    static Operation of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
