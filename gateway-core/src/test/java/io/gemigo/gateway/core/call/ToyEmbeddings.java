package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.EmbeddingCodec;
import io.gemigo.gateway.core.port.EmbeddingLimits;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import io.gemigo.gateway.core.port.Warnings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Both sides of embeddings as toys. A client's body is {@code model,text,text,…}, its answer the vectors' first numbers and the
 * tokens; upstream, a body is {@code embed:model:text,text} and an answer {@code tokens,number,number}, tokens {@code ?} for none.
 */
final class ToyEmbeddings implements UpstreamEmbeddings {
    static final ModelCard CARD =
            ModelCard.embedder("embedder", "embedder", "toys", 1000, new EmbeddingLimits(2, List.of()));

    private final ToyUpstream errors;

    ToyEmbeddings(ToyUpstream errors) {
        this.errors = errors;
    }

    @Override
    public String path() {
        return "/embed";
    }

    @Override
    public @Nullable Failure encode(EmbeddingRequest batch, ModelCard model, ByteBuilder out, Warnings warnings) {
        if (batch.inputs().contains("BAD")) {
            return new Failure.InvalidRequest("invalid_value", "input", "bad");
        }
        out.append("embed:" + batch.model() + ":" + String.join(",", batch.inputs()));
        return null;
    }

    @Override
    public Outcome<Embeddings> decode(Window body, int inputs) {
        String[] fields = body.utf8().split(",");
        if (fields.length != inputs + 1) {
            return Outcome.failed(new Failure.UpstreamMalformed("count", 200));
        }
        List<float[]> vectors = new ArrayList<>();
        for (int i = 1; i < fields.length; i++) {
            vectors.add(new float[] {Float.parseFloat(fields[i]), 0});
        }
        return Outcome.of(new Embeddings(vectors, fields[0].equals("?") ? Usage.ABSENT : Long.parseLong(fields[0])));
    }

    @Override
    public Failure error(int status, HeaderView headers, Window body) {
        return errors.error(status, headers, body);
    }

    /** The client's side. */
    static final class Codec implements EmbeddingCodec {
        @Override
        public Outcome<EmbeddingRequest> decode(Window body, Warnings warnings) {
            List<String> fields = Arrays.asList(body.utf8().split(","));
            return fields.size() < 2
                    ? Outcome.failed(new Failure.InvalidRequest("invalid_json", null, "two fields are due"))
                    : Outcome.of(new EmbeddingRequest(fields.get(0), fields.subList(1, fields.size()), null));
        }

        @Override
        public byte[] encode(Embeddings embeddings, ReplyContext context) {
            String numbers = embeddings.vectors().stream()
                    .map(vector -> Integer.toString((int) vector[0]))
                    .collect(Collectors.joining(" "));
            return (context.model() + ": " + numbers + " / " + embeddings.promptTokens())
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
