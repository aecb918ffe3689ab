package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.json.JsonWriter;

/** Writes the body of {@code POST /embeddings} for an upstream that speaks this dialect. Stateless. */
public final class EmbeddingsWriter {
    private EmbeddingsWriter() {}

    /** Writes a request; vectors are always asked for as numbers, which every upstream knows. */
    public static void write(EmbeddingRequest request, ByteBuilder out) {
        JsonWriter json = new JsonWriter(out).object();
        json.name("model").string(request.model());
        json.name("input").array();
        request.inputs().forEach(json::string);
        json.endArray();
        Integer dimensions = request.dimensions();
        if (dimensions != null) {
            json.name("dimensions").number(dimensions);
        }
        json.name("encoding_format").string("float").endObject();
    }
}
