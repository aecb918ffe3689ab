package io.gemigo.gateway.core.chat;

import org.jspecify.annotations.Nullable;

/**
 * What the client wants of the model's thinking. Immutable.
 *
 * @param enabled false for none, true for thinking at the model's discretion or within the budget, null if not said
 * @param budgetTokens ceiling on thinking tokens, null if not said
 * @param effort how hard, null if not said
 * @param include whether thoughts are to be shown, null for the dialect's default
 */
public record Reasoning(
        @Nullable Boolean enabled,
        @Nullable Integer budgetTokens,
        @Nullable Effort effort,
        @Nullable Boolean include) {
    /** Nothing said. */
    public static final Reasoning UNSPECIFIED = new Reasoning(null, null, null, null);

    /** How hard to think, from not at all to all the model can. */
    public enum Effort {
        /** Not at all. */
        NONE,
        /** As little as possible. */
        MINIMAL,
        /** A little. */
        LOW,
        /** Some. */
        MEDIUM,
        /** A lot. */
        HIGH,
        /** All the model can. */
        MAX
    }
}
