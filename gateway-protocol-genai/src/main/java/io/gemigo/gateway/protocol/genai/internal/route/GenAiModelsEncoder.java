package io.gemigo.gateway.protocol.genai.internal.route;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelsEncoder;
import java.util.List;

/**
 * Writes one page of the list of models, or one model. A last page has no {@code nextPageToken}: clients go on asking as
 * long as there is one. Immutable.
 */
final class GenAiModelsEncoder implements ModelsEncoder {
    private final ModelsPage page;

    GenAiModelsEncoder(ModelsPage page) {
        this.page = page;
    }

    @Override
    public byte[] list(List<ModelCard> cards) {
        ByteBuilder out = new ByteBuilder(1024);
        JsonWriter json = new JsonWriter(out).object().name("models").array();
        int from = Math.min(page.from(), cards.size());
        int to = Math.min(from + page.size(), cards.size());
        for (ModelCard card : cards.subList(from, to)) {
            write(json, card, card.id());
        }
        json.endArray();
        if (to < cards.size()) {
            json.name("nextPageToken").string(page.nextToken());
        }
        json.endObject();
        return out.toBytes();
    }

    @Override
    public byte[] card(ModelCard card, String name) {
        ByteBuilder out = new ByteBuilder(512);
        write(new JsonWriter(out), card, name);
        return out.toBytes();
    }

    private static void write(JsonWriter json, ModelCard card, String name) {
        json.object().name("name").string("models/" + name).name("baseModelId").string(name);
        json.name("version").string("001").name("displayName").string(card.displayName());
        if (card.inputTokenLimit() > 0) {
            json.name("inputTokenLimit").number(card.inputTokenLimit());
        }
        if (card.outputTokenLimit() > 0) {
            json.name("outputTokenLimit").number(card.outputTokenLimit());
        }
        json.name("supportedGenerationMethods").array();
        if (card.can(Capability.EMBEDDING)) {
            json.string("embedContent").endArray();
        } else {
            json.string("generateContent").string("countTokens").endArray();
            json.name("maxTemperature").number(2);
            if (card.thinking() != ModelCard.Thinking.NEVER) {
                json.name("thinking").bool(true);
            }
        }
        json.endObject();
    }
}
