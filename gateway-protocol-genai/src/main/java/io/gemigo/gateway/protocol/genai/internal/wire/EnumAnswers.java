package io.gemigo.gateway.protocol.genai.internal.wire;

/** What request and answer agree on where one word of a list is asked for as an object. */
public final class EnumAnswers {
    /** The property that holds the word. */
    public static final String PROPERTY = "value";

    private EnumAnswers() {}
}
