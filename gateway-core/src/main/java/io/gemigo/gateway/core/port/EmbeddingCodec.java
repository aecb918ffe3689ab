package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.embedding.EmbeddingRequest;
import io.gemigo.gateway.core.embedding.Embeddings;
import io.gemigo.gateway.core.error.Outcome;

/** A protocol's codecs for one request of embeddings. Loop-confined; {@link #decode} first and once. */
public interface EmbeddingCodec {
    /**
     * Checks and decodes a body; the request's model is the one asked for.
     *
     * @param body borrowed until this returns
     * @return the texts, or a failure naming the field; never throws on account of what it reads
     */
    Outcome<EmbeddingRequest> decode(Window body, Warnings warnings);

    /**
     * The JSON of the answer.
     *
     * @param embeddings one vector for each text of the request, the token count known or estimated
     */
    byte[] encode(Embeddings embeddings, ReplyContext context);
}
