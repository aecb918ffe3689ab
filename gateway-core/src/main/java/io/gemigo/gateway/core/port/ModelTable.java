package io.gemigo.gateway.core.port;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The models of one provider, and which of them stand in for names it does not list. Immutable. */
public final class ModelTable {
    private final Map<String, ModelCard> byId;
    private final List<ModelCard> cards;
    private final ModelCard textDefault;
    private final ModelCard mediaDefault;
    private final @Nullable ModelCard embeddingDefault;

    /** A table without embeddings. */
    public ModelTable(List<ModelCard> cards, ModelCard textDefault, ModelCard mediaDefault) {
        this(cards, textDefault, mediaDefault, null);
    }

    /**
     * A table.
     *
     * @param cards of two with the same id the later one counts
     * @param textDefault serves calls for unlisted names; listed if it is not yet
     * @param mediaDefault serves those with media that the text default cannot read; listed if it is not yet
     * @param embeddingDefault serves calls for embeddings, null if nothing does; listed if it is not yet
     */
    public ModelTable(
            List<ModelCard> cards,
            ModelCard textDefault,
            ModelCard mediaDefault,
            @Nullable ModelCard embeddingDefault) {
        if (embeddingDefault != null && embeddingDefault.embedding() == null) {
            throw new IllegalArgumentException(embeddingDefault.id() + " makes no embeddings");
        }
        Map<String, ModelCard> listed = new LinkedHashMap<>();
        for (ModelCard card : cards) {
            listed.put(card.id(), card);
        }
        listed.putIfAbsent(textDefault.id(), textDefault);
        listed.putIfAbsent(mediaDefault.id(), mediaDefault);
        if (embeddingDefault != null) {
            listed.putIfAbsent(embeddingDefault.id(), embeddingDefault);
        }
        byId = Map.copyOf(listed);
        this.cards = List.copyOf(listed.values());
        this.textDefault = textDefault;
        this.mediaDefault = mediaDefault;
        this.embeddingDefault = embeddingDefault;
    }

    /** All cards, in the table's order. */
    public List<ModelCard> cards() {
        return cards;
    }

    /** The card of a listed name, else null. */
    public @Nullable ModelCard find(String id) {
        return byId.get(id);
    }

    /** Stands in for unlisted names in calls of text. */
    public ModelCard textDefault() {
        return textDefault;
    }

    /** Stands in for unlisted names in calls with media. */
    public ModelCard mediaDefault() {
        return mediaDefault;
    }

    /** Stands in for unlisted names in calls for embeddings, null if nothing does. */
    public @Nullable ModelCard embeddingDefault() {
        return embeddingDefault;
    }
}
