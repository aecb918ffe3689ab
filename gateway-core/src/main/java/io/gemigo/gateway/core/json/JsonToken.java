package io.gemigo.gateway.core.json;

/** What the cursor stands on. */
public enum JsonToken {
    /** Nothing read yet. */
    START,
    /** An opening brace. */
    OBJECT_START,
    /** A closing brace. */
    OBJECT_END,
    /** An opening bracket. */
    ARRAY_START,
    /** A closing bracket. */
    ARRAY_END,
    /** A member name; its value follows. */
    NAME,
    /** A string value. */
    STRING,
    /** A number. */
    NUMBER,
    /** The literal {@code true}. */
    TRUE,
    /** The literal {@code false}. */
    FALSE,
    /** The literal {@code null}. */
    NULL,
    /** The document is complete and nothing but white space followed. */
    END;

    /** Whether this token is, or begins, a value. */
    public boolean beginsValue() {
        return switch (this) {
            case OBJECT_START, ARRAY_START, STRING, NUMBER, TRUE, FALSE, NULL -> true;
            case START, OBJECT_END, ARRAY_END, NAME, END -> false;
        };
    }
}
