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

    /**
     * Whether thinking is wanted, by whatever of this says so; null if nothing does. As little as possible may or may not be
     * none: that is the provider's to know.
     */
    public @Nullable Boolean wanted() {
        if (enabled != null) {
            return enabled;
        }
        if (effort != null) {
            return switch (effort) {
                case NONE -> (Boolean) false;
                case MINIMAL -> null;
                case LOW, MEDIUM, HIGH, MAX -> (Boolean) true;
            };
        }
        if (budgetTokens != null) {
            return budgetTokens != 0;
        }
        return include != null && include ? (Boolean) true : null;
    }

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
