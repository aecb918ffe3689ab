package io.gemigo.gateway.core.chat;

import java.util.List;

/**
 * Whether and which tools must be called. Immutable.
 *
 * @param names the functions that may be called; empty means all that are declared
 */
public record ToolChoice(Mode mode, List<String> names) {
    /** The model calls tools as it sees fit. */
    public static final ToolChoice AUTO = new ToolChoice(Mode.AUTO, List.of());
    /** The model calls no tool. */
    public static final ToolChoice NONE = new ToolChoice(Mode.NONE, List.of());
    /** The model calls at least one tool. */
    public static final ToolChoice REQUIRED = new ToolChoice(Mode.REQUIRED, List.of());

    /** Copies the list. */
    public ToolChoice {
        names = List.copyOf(names);
    }

    /** This very function must be called. */
    public static ToolChoice named(String name) {
        return new ToolChoice(Mode.REQUIRED, List.of(name));
    }

    /** How binding the choice is. */
    public enum Mode {
        /** Calls or text. */
        AUTO,
        /** Text only. */
        NONE,
        /** At least one call. */
        REQUIRED
    }
}
