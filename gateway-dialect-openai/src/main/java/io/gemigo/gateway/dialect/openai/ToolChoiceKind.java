package io.gemigo.gateway.dialect.openai;

/** What form {@code tool_choice} has. */
public enum ToolChoiceKind {
    /** Not given, or null. */
    UNSET,
    /** {@code "none"}. */
    NONE,
    /** {@code "auto"}. */
    AUTO,
    /** {@code "required"}. */
    REQUIRED,
    /** One function by name. */
    FUNCTION,
    /** One custom tool by name. */
    CUSTOM,
    /** A choice among named tools. */
    ALLOWED_TOOLS
}
