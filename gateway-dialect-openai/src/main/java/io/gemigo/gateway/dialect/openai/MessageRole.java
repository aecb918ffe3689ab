package io.gemigo.gateway.dialect.openai;

/** Who speaks, as this wire format spells it. */
public enum MessageRole {
    /** The newer spelling of {@link #SYSTEM}. */
    DEVELOPER("developer"),
    /** Instructions of the application. */
    SYSTEM("system"),
    /** The person. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant"),
    /** Result of a tool call. */
    TOOL("tool"),
    /** Result of a function call; the older form of {@link #TOOL}. */
    FUNCTION("function");

    private final String wireName;

    MessageRole(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the body. */
    public String wireName() {
        return wireName;
    }
}
