package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.port.ModelCard;
import org.jspecify.annotations.Nullable;

/**
 * What to tell the upstream about thinking. Thinking gives way to what shapes the answer: JSON, a continued turn, an answer
 * in one piece; only a wish for thinking beats a forced tool call, which then becomes a request.
 *
 * @param enable value of {@code enable_thinking}, null to say nothing: the model cannot, or must, or is not known
 * @param budget value of {@code thinking_budget}, null to say nothing
 * @param budgetCapped whether the client asked for a higher budget than the model allows
 * @param relaxToolChoice whether the forced tool call must go
 * @param wishIgnored whether what the client wants of thinking has no effect
 */
record ThinkingPlan(
        @Nullable Boolean enable,
        @Nullable Integer budget,
        boolean budgetCapped,
        boolean relaxToolChoice,
        boolean wishIgnored) {
    /**
     * What the client wants.
     *
     * @param enabled null if it does not say
     * @param budget most tokens to think, null if it does not say
     */
    record Wish(@Nullable Boolean enabled, @Nullable Integer budget) {
        /** No wish. */
        static final Wish NONE = new Wish(null, null);

        static Wish of(Reasoning reasoning, EffortBudgets budgets) {
            Reasoning.Effort effort = reasoning.effort();
            Integer budget = reasoning.budgetTokens();
            Boolean enabled = reasoning.wanted();
            if (enabled == null && effort == Reasoning.Effort.MINIMAL) {
                enabled = false;
            }
            if (budget == null && effort != null) {
                budget = budgets.of(effort);
            }
            return new Wish(enabled, budget != null && budget > 0 ? budget : null);
        }

        /**
         * The wish with what the upstream's own fields say, if the client has used them: they say it best. A budget alone is
         * a wish to think only where the model does so anyway.
         */
        Wish with(@Nullable Boolean enableThinking, @Nullable Integer thinkingBudget, ModelCard card) {
            Boolean thinks = enableThinking == null ? enabled : enableThinking;
            boolean anyway = card.thinking() == ModelCard.Thinking.ON_BY_DEFAULT;
            if (thinks == null && thinkingBudget != null && anyway) {
                thinks = true;
            }
            return new Wish(thinks, thinkingBudget == null ? budget : thinkingBudget);
        }

        boolean thinks() {
            return enabled != null && enabled;
        }

        boolean declines() {
            return enabled != null && !enabled;
        }
    }

    /**
     * What of a call gets in thinking's way.
     *
     * @param onePiece the upstream is asked not to stream
     * @param shaped the answer must be JSON, or continue a turn
     * @param forced a tool must be called
     */
    record Constraints(boolean onePiece, boolean shaped, boolean forced) {}

    static ThinkingPlan of(ModelCard card, Wish wish, Constraints constraints) {
        return switch (card.thinking()) {
            case NEVER -> new ThinkingPlan(null, null, false, false, wish.thinks() || wish.budget() != null);
            case ALWAYS -> thinking(null, card, wish, constraints.forced(), wish.declines());
            case UNKNOWN ->
                wish.enabled() == null
                        ? thinking(null, card, wish, false, false)
                        : hybrid(card, wish, constraints, false);
            case OFF_BY_DEFAULT -> hybrid(card, wish, constraints, false);
            case ON_BY_DEFAULT -> hybrid(card, wish, constraints, true);
        };
    }

    private static ThinkingPlan thinking(
            @Nullable Boolean enable, ModelCard card, Wish wish, boolean relax, boolean ignored) {
        Integer budget = wish.budget();
        int most = card.thinkingTokenLimit();
        boolean capped = budget != null && most > 0 && budget > most;
        return new ThinkingPlan(enable, capped ? Integer.valueOf(most) : budget, capped, relax, ignored);
    }

    /** Always explicit: what a model does when nothing is said differs between snapshots of one name. */
    private static ThinkingPlan hybrid(ModelCard card, Wish wish, Constraints constraints, boolean onByDefault) {
        if (wish.declines()) {
            return new ThinkingPlan(false, null, false, false, false);
        }
        boolean streamed = card.streaming() == ModelCard.Streaming.REQUIRED_FOR_THINKING;
        boolean impossible = constraints.shaped() || constraints.onePiece() && streamed;
        boolean unwanted = !wish.thinks() && (constraints.forced() || !onByDefault);
        if (impossible || unwanted) {
            return new ThinkingPlan(false, null, false, false, wish.thinks() || wish.budget() != null);
        }
        return thinking(true, card, wish, constraints.forced(), false);
    }
}
