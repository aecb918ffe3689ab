package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The models the fake serves; any other name is refused, as a hub name would be. */
final class Catalog {
    static final Set<String> EMBEDDING_MODELS = Set.of("text-embedding-v4");

    private static final List<ChatModel> CHAT_MODELS = List.of(
            new ChatModel("qwen3-max", false, false, true, true),
            new ChatModel("qwen3-vl-plus", true, false, true, false),
            new ChatModel("qwen-plus", false, false, true, false),
            new ChatModel("qwen3.5-plus", true, true, false, true));

    private static final long CREATED = 1_758_672_000L;

    private Catalog() {}

    static Optional<ChatModel> chatModel(String id) {
        return CHAT_MODELS.stream().filter(model -> model.id().equals(id)).findFirst();
    }

    static ObjectNode listing() {
        ObjectNode listing = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = listing.putArray("data");
        Set<String> ids = new TreeSet<>(EMBEDDING_MODELS);
        CHAT_MODELS.forEach(model -> ids.add(model.id()));
        ids.forEach(id -> data.addObject()
                .put("id", id)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "system"));
        return listing;
    }
}
