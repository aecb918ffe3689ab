package io.gemigo.gateway.conformance.clients;

import java.util.Arrays;

/** What clients do with a model: the columns of the table in {@code docs/clients.md}. */
public enum Feature {
    /** An answer in one piece, with its usage. */
    TEXT("text"),
    /** The same as a stream. */
    STREAM("stream"),
    /** Calls of tools and their results, through the client's own loop where it has one. */
    TOOLS("tools"),
    /** An answer in JSON of a schema, read by the client's own helper where it has one. */
    STRUCTURED_OUTPUT("structured output"),
    /** A picture in the prompt. */
    IMAGE_IN("image in"),
    /** Thinking, asked for by the client's own setting and shown apart from the answer. */
    THINKING("thinking"),
    /** A stream given up midway, which ends the upstream call. */
    ABORT("abort"),
    /** A wrong app token. */
    WRONG_KEY("wrong key"),
    /** Each {@link Refusal} as the client's own error. */
    ERRORS("errors"),
    /** A stream that fails midway raises and never looks complete. */
    BROKEN_STREAM("broken stream"),
    /** Tokens counted without a generation. */
    TOKEN_COUNT("token count"),
    /** Texts become vectors. */
    EMBEDDINGS("embeddings");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /** The head of its column. */
    public String title() {
        return title;
    }

    static Feature titled(String title) {
        return Arrays.stream(values())
                .filter(feature -> feature.title.equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no feature '" + title + "'"));
    }
}
