package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.http.HeaderView;
import org.jspecify.annotations.Nullable;

/**
 * The codecs of an {@link HttpProvider} for embeddings. Immutable and thread-safe. Windows are borrowed until the call
 * returns; no method blocks or throws on account of what it reads.
 */
public interface UpstreamEmbeddings {
    /** Path of the operation, appended to the endpoint's base path. */
    String path();

    /**
     * Writes the upstream's request body for one batch.
     *
     * @param batch no more texts than {@link EmbeddingLimits#inputsPerCall} allows
     * @param out takes the body; what it holds after a failure is void
     * @return null, or why the call cannot be expressed, naming the field
     */
    @Nullable
    Failure encode(EmbeddingRequest batch, ModelCard model, ByteBuilder out, Warnings warnings);

    /**
     * Reads an answer of status 200.
     *
     * @param inputs how many texts were sent
     * @return as many vectors in the order of the texts, or a failure
     */
    Outcome<Embeddings> decode(Window body, int inputs);

    /**
     * Reads an answer with a status other than 200.
     *
     * @param body as much of it as was kept, possibly empty
     */
    Failure error(int status, HeaderView headers, Window body);
}
