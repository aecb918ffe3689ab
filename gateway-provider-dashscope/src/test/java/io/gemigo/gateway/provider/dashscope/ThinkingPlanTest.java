package io.gemigo.gateway.provider.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelCard.Streaming;
import io.gemigo.gateway.core.port.ModelCard.Thinking;
import io.gemigo.gateway.provider.dashscope.ThinkingPlan.Constraints;
import io.gemigo.gateway.provider.dashscope.ThinkingPlan.Wish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingPlanTest {
    private static ModelCard card(Thinking thinking, Streaming streaming) {
        return Models.MAX.withThinking(thinking, streaming);
    }

    private static @Nullable Boolean wish(String word) {
        return word.equals("-") ? null : (Boolean) Boolean.parseBoolean(word);
    }

    /** Rows: what it does by itself; streaming; the wish; in one piece, shaped, forced; told, relaxed, ignored. */
    @ParameterizedTest
    @CsvSource({
        "NEVER,           OPTIONAL, -,     false, false, false, -,     false, false",
        "NEVER,           OPTIONAL, true,  false, false, true,  -,     false, true",
        "NEVER,           OPTIONAL, false, false, false, false, -,     false, false",
        "ALWAYS,          REQUIRED, -,     false, false, false, -,     false, false",
        "ALWAYS,          REQUIRED, true,  false, false, true,  -,     true,  false",
        "ALWAYS,          REQUIRED, false, false, true,  false, -,     false, true",
        "UNKNOWN,         OPTIONAL, -,     true,  true,  true,  -,     false, false",
        "UNKNOWN,         OPTIONAL, true,  true,  false, false, true,  false, false",
        "UNKNOWN,         OPTIONAL, true,  true,  true,  false, false, false, true",
        "UNKNOWN,         OPTIONAL, true,  false, false, true,  true,  true,  false",
        "UNKNOWN,         OPTIONAL, false, false, false, true,  false, false, false",
        "OFF_BY_DEFAULT,  OPTIONAL, -,     false, false, false, false, false, false",
        "OFF_BY_DEFAULT,  OPTIONAL, -,     true,  true,  true,  false, false, false",
        "OFF_BY_DEFAULT,  OPTIONAL, true,  true,  false, false, true,  false, false",
        "OFF_BY_DEFAULT,  OPTIONAL, true,  false, false, true,  true,  true,  false",
        "OFF_BY_DEFAULT,  OPTIONAL, true,  false, true,  true,  false, false, true",
        "OFF_BY_DEFAULT,  OPTIONAL, false, false, false, true,  false, false, false",
        "OFF_BY_DEFAULT,  REQUIRED_FOR_THINKING, true, true,  false, false, false, false, true",
        "OFF_BY_DEFAULT,  REQUIRED_FOR_THINKING, true, false, false, false, true,  false, false",
        "ON_BY_DEFAULT,   OPTIONAL, -,     false, false, false, true,  false, false",
        "ON_BY_DEFAULT,   OPTIONAL, -,     true,  false, false, true,  false, false",
        "ON_BY_DEFAULT,   OPTIONAL, -,     false, true,  false, false, false, false",
        "ON_BY_DEFAULT,   OPTIONAL, -,     false, false, true,  false, false, false",
        "ON_BY_DEFAULT,   OPTIONAL, true,  false, false, true,  true,  true,  false",
        "ON_BY_DEFAULT,   OPTIONAL, false, false, false, false, false, false, false",
        "ON_BY_DEFAULT,   REQUIRED_FOR_THINKING, -, true,  false, false, false, false, false",
        "ON_BY_DEFAULT,   REQUIRED_FOR_THINKING, -, false, false, false, true,  false, false",
    })
    void tellsEveryHybridAndGivesWayToWhatShapesTheAnswer(
            Thinking thinking,
            Streaming streaming,
            String wish,
            boolean onePiece,
            boolean shaped,
            boolean forced,
            String told,
            boolean relaxed,
            boolean ignored) {
        ThinkingPlan plan = ThinkingPlan.of(
                card(thinking, streaming), new Wish(wish(wish), null), new Constraints(onePiece, shaped, forced));
        assertThat(plan).isEqualTo(new ThinkingPlan(wish(told), null, false, relaxed, ignored));
    }

    @ParameterizedTest
    @CsvSource({
        "NEVER,          true,  -,  true",
        "ALWAYS,         true,  9,  false",
        "UNKNOWN,        -,     9,  false",
        "UNKNOWN,        true,  9,  false",
        "OFF_BY_DEFAULT, -,     -,  true",
        "OFF_BY_DEFAULT, true,  9,  false",
        "OFF_BY_DEFAULT, false, -,  false",
        "ON_BY_DEFAULT,  -,     9,  false",
    })
    void passesABudgetOnWhereThereIsThinkingAndSaysWhereThereIsNot(
            Thinking thinking, String wish, String budget, boolean ignored) {
        ThinkingPlan plan = ThinkingPlan.of(
                card(thinking, Streaming.OPTIONAL), new Wish(wish(wish), 9), new Constraints(false, false, false));
        assertThat(plan.budget()).isEqualTo(budget.equals("-") ? null : (Integer) 9);
        assertThat(plan.wishIgnored()).isEqualTo(ignored);
    }

    @ParameterizedTest
    @CsvSource({"ALWAYS", "UNKNOWN", "OFF_BY_DEFAULT", "ON_BY_DEFAULT"})
    void capsABudgetAtWhatTheModelAllows(Thinking thinking) {
        ModelCard card = card(thinking, Streaming.OPTIONAL).withLimits(0, 0, 100);
        Constraints free = new Constraints(false, false, false);
        Boolean told = thinking == Thinking.ALWAYS ? null : Boolean.TRUE;
        assertThat(ThinkingPlan.of(card, new Wish(true, 99), free))
                .isEqualTo(new ThinkingPlan(told, 99, false, false, false));
        assertThat(ThinkingPlan.of(card, new Wish(true, 100), free))
                .isEqualTo(new ThinkingPlan(told, 100, false, false, false));
        assertThat(ThinkingPlan.of(card, new Wish(true, 101), free))
                .isEqualTo(new ThinkingPlan(told, 100, true, false, false));
        assertThat(ThinkingPlan.of(card, new Wish(true, null), free))
                .isEqualTo(new ThinkingPlan(told, null, false, false, false));
    }

    @ParameterizedTest
    @CsvSource({
        "NONE,    false, -",
        "MINIMAL, false, -",
        "LOW,     true,  1024",
        "MEDIUM,  true,  8192",
        "HIGH,    true,  -",
        "MAX,     true,  -",
    })
    void readsEffortsAsSwitchAndBudget(Reasoning.Effort effort, boolean enabled, String budget) {
        assertThat(Wish.of(new Reasoning(null, null, effort, null), EffortBudgets.DEFAULT))
                .isEqualTo(new Wish(enabled, budget.equals("-") ? null : Integer.valueOf(budget)));
    }

    @Test
    void effortsStandForWhatIsConfigured() {
        EffortBudgets budgets = new EffortBudgets(7, 9);
        assertThat(Wish.of(new Reasoning(null, null, Reasoning.Effort.LOW, null), budgets))
                .isEqualTo(new Wish(true, 7));
        assertThat(Wish.of(new Reasoning(null, null, Reasoning.Effort.MEDIUM, null), budgets))
                .isEqualTo(new Wish(true, 9));
        assertThat(Wish.of(new Reasoning(null, null, Reasoning.Effort.HIGH, null), budgets))
                .isEqualTo(new Wish(true, null));
    }

    @Test
    void readsBudgetsAsTheyAreMeant() {
        assertThat(Wish.of(new Reasoning(null, 0, null, null), EffortBudgets.DEFAULT))
                .isEqualTo(new Wish(false, null));
        assertThat(Wish.of(new Reasoning(true, null, null, null), EffortBudgets.DEFAULT))
                .isEqualTo(new Wish(true, null));
        assertThat(Wish.of(new Reasoning(null, 7, null, null), EffortBudgets.DEFAULT))
                .isEqualTo(new Wish(true, 7));
        assertThat(Wish.of(new Reasoning(null, 7, Reasoning.Effort.LOW, null), EffortBudgets.DEFAULT))
                .isEqualTo(new Wish(true, 7));
        assertThat(Wish.of(new Reasoning(null, null, null, true), EffortBudgets.DEFAULT))
                .isEqualTo(new Wish(true, null));
        assertThat(Wish.of(Reasoning.UNSPECIFIED, EffortBudgets.DEFAULT)).isEqualTo(new Wish(null, null));
    }

    @Test
    void letsTheUpstreamsOwnFieldsSayItBest() {
        Wish low = new Wish(true, 1024);
        assertThat(low.with(false, null, Models.MAX)).isEqualTo(new Wish(false, 1024));
        assertThat(low.with(null, 5, Models.MAX)).isEqualTo(new Wish(true, 5));
        Wish none = new Wish(null, null);
        assertThat(none.with(null, 5, Models.MAX)).isEqualTo(new Wish(null, 5));
        assertThat(none.with(null, 5, Models.PLUS_35)).isEqualTo(new Wish(true, 5));
        assertThat(none.with(null, null, Models.PLUS_35)).isEqualTo(none);
        assertThat(new Wish(false, null).with(null, 5, Models.PLUS_35)).isEqualTo(new Wish(false, 5));
    }
}
