package io.gemigo.gateway.dialect.openai;

/** What form a message's content has. */
public enum ContentKind {
    /** There is no such member. */
    ABSENT,
    /** It is {@code null}. */
    NULL,
    /** It is a string. */
    STRING,
    /** It is an array of parts. */
    PARTS
}
