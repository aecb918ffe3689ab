package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.EmbeddingCodec;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Warnings;

/** The codecs of one {@code embedContent} or {@code batchEmbedContents}. Loop-confined. */
public final class GenAiEmbeddingCodec implements EmbeddingCodec {
    private static final int BYTES_PER_NUMBER = 12;

    private final String model;
    private final boolean batch;

    /**
     * Codecs for one request.
     *
     * @param model the model the path names
     * @param batch whether the body holds several requests
     */
    public GenAiEmbeddingCodec(String model, boolean batch) {
        this.model = model;
        this.batch = batch;
    }

    @Override
    public Outcome<EmbeddingRequest> decode(Window body, Warnings warnings) {
        warnings.spelledFor("genai", this::inClientSpelling);
        return EmbedReader.read(model, batch, body, warnings);
    }

    /** A failure with the client's name of the field at fault, where a provider has named it by its own. */
    public Failure inClientTerms(Failure failure) {
        if (!(failure instanceof InvalidRequest invalid) || invalid.param() == null) {
            return failure;
        }
        return new InvalidRequest(invalid.code(), own(invalid.param()), invalid.message(), invalid.upstreamStatus());
    }

    private String inClientSpelling(String field) {
        String own = own(field);
        return own.equals(field) ? field : FieldPath.camel(own);
    }

    private String own(String field) {
        return switch (field) {
            case "dimensions" -> batch ? "requests[0].output_dimensionality" : "output_dimensionality";
            case "input" -> batch ? "requests" : "content";
            default -> field;
        };
    }

    @Override
    public byte[] encode(Embeddings embeddings, ReplyContext context) {
        int numbers =
                embeddings.vectors().stream().mapToInt(vector -> vector.length).sum();
        JsonWriter json = new JsonWriter(new ByteBuilder(128 + numbers * BYTES_PER_NUMBER)).object();
        if (batch) {
            json.name("embeddings").array();
            embeddings.vectors().forEach(vector -> values(vector, json));
            json.endArray();
        } else {
            json.name("embedding");
            values(embeddings.vectors().get(0), json);
        }
        return json.endObject().out().toBytes();
    }

    private static void values(float[] vector, JsonWriter json) {
        json.object().name("values").array();
        for (float number : vector) {
            json.number(number);
        }
        json.endArray().endObject();
    }
}
