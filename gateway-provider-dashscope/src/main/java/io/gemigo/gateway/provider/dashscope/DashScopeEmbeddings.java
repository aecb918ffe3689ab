package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.EmbeddingLimits;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.EmbeddingsAnswerReader;
import io.gemigo.gateway.dialect.openai.EmbeddingsWriter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text embeddings of the compatible mode. Stateless. */
final class DashScopeEmbeddings implements UpstreamEmbeddings {
    @Override
    public String path() {
        return "/embeddings";
    }

    @Override
    public @Nullable Failure encode(EmbeddingRequest batch, ModelCard model, ByteBuilder out, Warnings warnings) {
        EmbeddingLimits limits = model.embedding();
        Integer dimensions = batch.dimensions();
        if (dimensions != null && limits != null && !limits.offers(dimensions)) {
            String offered =
                    limits.dimensions().stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
            return new Failure.InvalidRequest(
                    Failure.InvalidRequest.UNSUPPORTED_VALUE,
                    "dimensions",
                    "The model " + model.id() + " makes vectors of these lengths: " + offered + ".");
        }
        EmbeddingsWriter.write(batch, out);
        return null;
    }

    @Override
    public Outcome<Embeddings> decode(Window body, int inputs) {
        return EmbeddingsAnswerReader.read(body, inputs);
    }

    @Override
    public Failure error(int status, HeaderView headers, Window body) {
        return ErrorDecoder.decode(status, headers, body);
    }
}
