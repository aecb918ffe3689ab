package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.TreeSet;

/** The models the fake serves; any other name is refused, as a hub name would be. */
final class Catalog {
    static final Set<String> CHAT_MODELS = Set.of("qwen3-max", "qwen3-vl-plus", "qwen-plus", "qwen3.5-plus");
    static final Set<String> EMBEDDING_MODELS = Set.of("text-embedding-v4");

    private static final long CREATED = 1_758_672_000L;

    private Catalog() {}

    static ObjectNode listing() {
        ObjectNode listing = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = listing.putArray("data");
        Set<String> ids = new TreeSet<>(CHAT_MODELS);
        ids.addAll(EMBEDDING_MODELS);
        ids.forEach(id -> data.addObject()
                .put("id", id)
                .put("object", "model")
                .put("created", CREATED)
                .put("owned_by", "system"));
        return listing;
    }
}
