package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelsEncoder;
import java.util.List;

/** Writes models as OpenAI lists them. Immutable, thread-safe. */
final class OpenAiModelsEncoder implements ModelsEncoder {
    @Override
    public byte[] list(List<ModelCard> cards) {
        JsonWriter json = new JsonWriter(new ByteBuilder(128 * cards.size() + 64));
        json.object().name("object").string("list").name("data").array();
        for (ModelCard card : cards) {
            write(json, card, card.id());
        }
        return json.endArray().endObject().out().toBytes();
    }

    @Override
    public byte[] card(ModelCard card, String name) {
        JsonWriter json = new JsonWriter(new ByteBuilder(128));
        write(json, card, name);
        return json.out().toBytes();
    }

    private static void write(JsonWriter json, ModelCard card, String name) {
        json.object().name("id").string(name).name("object").string("model");
        json.name("created").number(card.createdEpochSeconds());
        json.name("owned_by").string(card.ownedBy()).endObject();
    }
}
