package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.embedding.EmbeddingRequest;

/**
 * A checked {@code POST /v1/embeddings}. Immutable.
 *
 * @param request what is asked for
 * @param base64 whether vectors are wanted as base64 of little-endian 32-bit floats
 */
public record EmbeddingsCall(EmbeddingRequest request, boolean base64) {}
