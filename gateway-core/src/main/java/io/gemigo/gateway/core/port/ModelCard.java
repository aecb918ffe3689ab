package io.gemigo.gateway.core.port;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one upstream model. Immutable.
 *
 * @param id the upstream's exact name
 * @param displayName for people
 * @param ownedBy who makes it
 * @param createdEpochSeconds when it appeared, 0 if not known
 * @param inputTokenLimit most input tokens, 0 if not known
 * @param outputTokenLimit most output tokens, 0 if not known
 * @param thinking whether it thinks
 * @param streaming whether its answers must or can be streamed
 * @param embedding how it makes embeddings, null if it does not; a model that does never chats
 */
public record ModelCard(
        String id,
        String displayName,
        String ownedBy,
        long createdEpochSeconds,
        int inputTokenLimit,
        int outputTokenLimit,
        Set<Capability> capabilities,
        Thinking thinking,
        Streaming streaming,
        @Nullable EmbeddingLimits embedding) {
    /** Copies the set. */
    public ModelCard {
        capabilities = Set.copyOf(capabilities);
    }

    /** The card of a model that chats. */
    public ModelCard(
            String id,
            String displayName,
            String ownedBy,
            long createdEpochSeconds,
            int inputTokenLimit,
            int outputTokenLimit,
            Set<Capability> capabilities,
            Thinking thinking,
            Streaming streaming) {
        this(
                id,
                displayName,
                ownedBy,
                createdEpochSeconds,
                inputTokenLimit,
                outputTokenLimit,
                capabilities,
                thinking,
                streaming,
                null);
    }

    /** Whether it can do this. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Whether a model thinks before it answers. */
    public enum Thinking {
        /** It cannot. */
        NEVER,
        /** Nobody knows: it is told what a call says of thinking, and nothing where the call says nothing. */
        UNKNOWN,
        /** It can, when asked to. */
        OFF_BY_DEFAULT,
        /** It does, unless asked not to. */
        ON_BY_DEFAULT,
        /** It always does. */
        ALWAYS
    }

    /** Whether answers must or can be streamed. */
    public enum Streaming {
        /** As the call wants it. */
        OPTIONAL,
        /** Only streamed: answers in one piece are folded by the gateway. */
        REQUIRED,
        /** Only streamed while thinking. */
        REQUIRED_FOR_THINKING,
        /** Never streamed: streaming calls get the answer in one event. */
        NEVER
    }
}
