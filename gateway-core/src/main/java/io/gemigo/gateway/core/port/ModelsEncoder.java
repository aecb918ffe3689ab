package io.gemigo.gateway.core.port;

import java.util.List;

/** Writes model lists and cards in one protocol's shape. */
public interface ModelsEncoder {
    /** The JSON of a list. */
    byte[] list(List<ModelCard> cards);

    /** The JSON of one card, under the name asked for. */
    byte[] card(ModelCard card, String name);
}
