package io.gemigo.gateway.core.port;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models of one provider, and which of them stand in for names it does not list. Immutable. */
public final class ModelTable {
    private final Map<String, ModelCard> cards = new LinkedHashMap<>();
    private final ModelCard textDefault;
    private final ModelCard mediaDefault;

    /**
     * A table.
     *
     * @param textDefault serves calls for unlisted names; listed if it is not yet
     * @param mediaDefault serves those with media that the text default cannot read; listed if it is not yet
     */
    public ModelTable(List<ModelCard> cards, ModelCard textDefault, ModelCard mediaDefault) {
        for (ModelCard card : cards) {
            this.cards.put(card.id(), card);
        }
        this.cards.putIfAbsent(textDefault.id(), textDefault);
        this.cards.putIfAbsent(mediaDefault.id(), mediaDefault);
        this.textDefault = textDefault;
        this.mediaDefault = mediaDefault;
    }

    /** All cards, in the table's order. */
    public List<ModelCard> cards() {
        return List.copyOf(new ArrayList<>(cards.values()));
    }

    /** The card of a listed name, else null. */
    public @Nullable ModelCard find(String id) {
        return cards.get(id);
    }

    /** Stands in for unlisted names in calls of text. */
    public ModelCard textDefault() {
        return textDefault;
    }

    /** Stands in for unlisted names in calls with media. */
    public ModelCard mediaDefault() {
        return mediaDefault;
    }
}
