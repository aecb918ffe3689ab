/**
 * Calls for embeddings in canonical form, the same for every protocol and provider.
 */
@NullMarked
package io.gemigo.gateway.core.embedding;

import org.jspecify.annotations.NullMarked;
