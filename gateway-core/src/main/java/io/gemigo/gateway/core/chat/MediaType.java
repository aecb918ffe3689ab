package io.gemigo.gateway.core.chat;

/** What a media part is for a model. */
public enum MediaType {
    /** A still picture. */
    IMAGE,
    /** Sound. */
    AUDIO,
    /** Moving pictures. */
    VIDEO,
    /** A document such as a PDF. */
    FILE
}
