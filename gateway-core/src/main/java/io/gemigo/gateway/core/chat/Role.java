package io.gemigo.gateway.core.chat;

/** Who speaks. A wire format's further names (developer, model, function) are spellings of these. */
public enum Role {
    /** Instructions of the application. */
    SYSTEM,
    /** The person, or whatever stands for one. */
    USER,
    /** The model. */
    ASSISTANT,
    /** Results of tool calls. */
    TOOL
}
