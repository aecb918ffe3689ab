package io.gemigo.gateway.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelTableTest {
    private static ModelCard card(String id, Capability... capabilities) {
        return new ModelCard(
                id,
                id,
                "someone",
                0,
                1_000,
                100,
                Set.of(capabilities),
                ModelCard.Thinking.NEVER,
                ModelCard.Streaming.OPTIONAL);
    }

    @Test
    void findsListedModelsByTheirExactName() {
        ModelCard a = card("a");
        ModelTable table = new ModelTable(List.of(a, card("b")), a, a);

        assertThat(table.find("a")).isSameAs(a);
        assertThat(table.find("A")).isNull();
        assertThat(table.find("")).isNull();
        assertThat(table.cards()).extracting(ModelCard::id).containsExactly("a", "b");
    }

    @Test
    void listsDefaultsThatAreNotListedYet() {
        ModelCard text = card("text");
        ModelCard media = card("media", Capability.IMAGE_INPUT);
        ModelTable table = new ModelTable(List.of(card("a")), text, media);

        assertThat(table.cards()).extracting(ModelCard::id).containsExactly("a", "text", "media");
        assertThat(table.textDefault()).isSameAs(text);
        assertThat(table.mediaDefault()).isSameAs(media);
        assertThat(table.find("media")).isSameAs(media);
        assertThat(new ModelTable(List.of(), text, text).cards()).containsExactly(text);
    }

    @Test
    void takesTheLaterOfTwoCardsInThePlaceOfTheFirst() {
        ModelCard second = card("a", Capability.TOOLS);
        ModelTable table = new ModelTable(List.of(card("a"), card("b"), second), second, second);

        assertThat(table.cards()).hasSize(2).first().isSameAs(second);
        assertThat(table.find("a")).isSameAs(second);
    }

    @Test
    void doesNotChangeWithWhatItWasMadeOf() {
        List<ModelCard> cards = new ArrayList<>(List.of(card("a")));
        ModelTable table = new ModelTable(cards, cards.get(0), cards.get(0));
        cards.clear();
        Set<Capability> capabilities = EnumSet.of(Capability.TOOLS);
        ModelCard card = new ModelCard(
                "c", "c", "x", 0, 0, 0, capabilities, ModelCard.Thinking.ALWAYS, ModelCard.Streaming.NEVER);
        capabilities.add(Capability.LOGPROBS);

        assertThat(table.cards()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> table.cards().add(card));
        assertThat(card.can(Capability.TOOLS)).isTrue();
        assertThat(card.can(Capability.LOGPROBS)).isFalse();
        assertThat(card("none").can(Capability.TOOLS)).isFalse();
    }
}
