package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.http.HeaderList;
import org.jspecify.annotations.Nullable;

/**
 * Serves chats, and embeddings if it can, by speaking a dialect over HTTP: codecs only, core runs them over {@link HttpTransport}.
 *
 * <p>Immutable and shared by all loops; what {@link #chat} makes per response is loop-confined.
 */
public non-sealed interface HttpProvider extends ModelProvider {
    /** Where it listens. */
    Endpoint endpoint();

    /** Adds the upstream's credential; nothing if it needs none. Called once per attempt. */
    void authorize(HeaderList headers);

    /** How it chats. */
    UpstreamChat chat();

    /** How it makes embeddings, null if it makes none. */
    default @Nullable UpstreamEmbeddings embeddings() {
        return null;
    }
}
