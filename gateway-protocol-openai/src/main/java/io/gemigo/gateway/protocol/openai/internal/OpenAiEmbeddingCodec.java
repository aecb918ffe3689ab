package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.EmbeddingCodec;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.EmbeddingsCall;
import io.gemigo.gateway.dialect.openai.EmbeddingsReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** The codecs of one {@code POST /v1/embeddings}. Loop-confined. */
final class OpenAiEmbeddingCodec implements EmbeddingCodec {
    private static final int BYTES_PER_NUMBER = 12;

    private boolean base64;

    @Override
    public Outcome<EmbeddingRequest> decode(Window body, Warnings warnings) {
        Outcome<EmbeddingsCall> call = EmbeddingsReader.read(body, warnings);
        Failure refusal = call.failure();
        if (refusal != null) {
            return Outcome.failed(refusal);
        }
        base64 = call.value().base64();
        return Outcome.of(call.value().request());
    }

    @Override
    public byte[] encode(Embeddings embeddings, ReplyContext context) {
        int numbers =
                embeddings.vectors().stream().mapToInt(vector -> vector.length).sum();
        JsonWriter json = new JsonWriter(new ByteBuilder(256 + numbers * BYTES_PER_NUMBER));
        json.object().name("object").string("list").name("data").array();
        int index = 0;
        for (float[] vector : embeddings.vectors()) {
            json.object()
                    .name("object")
                    .string("embedding")
                    .name("index")
                    .number(index++)
                    .name("embedding");
            vector(vector, json);
            json.endObject();
        }
        json.endArray().name("model").string(context.model());
        json.name("usage").object().name("prompt_tokens").number(embeddings.promptTokens());
        json.name("total_tokens").number(embeddings.promptTokens()).endObject();
        return json.endObject().out().toBytes();
    }

    private void vector(float[] vector, JsonWriter json) {
        if (base64) {
            ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(vector);
            json.string(Base64.getEncoder().encodeToString(bytes.array()));
            return;
        }
        json.array();
        for (float number : vector) {
            json.number(number);
        }
        json.endArray();
    }
}
