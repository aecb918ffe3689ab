package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.chat.Reasoning;
import org.jspecify.annotations.Nullable;

/**
 * Most tokens to think that an effort stands for, since this upstream knows budgets only. Immutable.
 *
 * @param low tokens of a low effort
 * @param medium tokens of a medium effort; higher ones have no budget but the model's own
 */
record EffortBudgets(int low, int medium) {
    static final EffortBudgets DEFAULT = new EffortBudgets(1024, 8192);

    /** The budget, null if there is none. */
    @Nullable
    Integer of(Reasoning.Effort effort) {
        return switch (effort) {
            case LOW -> (Integer) low;
            case MEDIUM -> (Integer) medium;
            case NONE, MINIMAL, HIGH, MAX -> null;
        };
    }
}
