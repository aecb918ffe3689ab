package io.gemigo.gateway.core.port;

import java.util.Collections;
import java.util.EnumSet;
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
 * @param thinkingTokenLimit highest budget for thinking that can be set, 0 if not known
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
        int thinkingTokenLimit,
        Set<Capability> capabilities,
        Thinking thinking,
        Streaming streaming,
        @Nullable EmbeddingLimits embedding) {
    /** Copies the set. */
    public ModelCard {
        // Asked for several times per call: one bit each.
        Set<Capability> bits = EnumSet.noneOf(Capability.class);
        bits.addAll(capabilities);
        capabilities = Collections.unmodifiableSet(bits);
    }

    /** The card of a model that chats, without a limit on thinking. */
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
                0,
                capabilities,
                thinking,
                streaming,
                null);
    }

    /** The card of a model that makes embeddings. */
    public static ModelCard embedder(
            String id, String displayName, String ownedBy, int inputTokenLimit, EmbeddingLimits limits) {
        return new ModelCard(
                id,
                displayName,
                ownedBy,
                0,
                inputTokenLimit,
                0,
                0,
                Set.of(Capability.EMBEDDING),
                Thinking.NEVER,
                Streaming.NEVER,
                limits);
    }

    /** The same of another name. */
    public ModelCard named(String otherId, String otherDisplayName) {
        return new ModelCard(
                otherId,
                otherDisplayName,
                ownedBy,
                createdEpochSeconds,
                inputTokenLimit,
                outputTokenLimit,
                thinkingTokenLimit,
                capabilities,
                thinking,
                streaming,
                embedding);
    }

    /** The same with other capabilities. */
    public ModelCard withCapabilities(Set<Capability> others) {
        return new ModelCard(
                id,
                displayName,
                ownedBy,
                createdEpochSeconds,
                inputTokenLimit,
                outputTokenLimit,
                thinkingTokenLimit,
                others,
                thinking,
                streaming,
                embedding);
    }

    /** The same, thinking and streaming in another way. */
    public ModelCard withThinking(Thinking other, Streaming streamed) {
        return new ModelCard(
                id,
                displayName,
                ownedBy,
                createdEpochSeconds,
                inputTokenLimit,
                outputTokenLimit,
                thinkingTokenLimit,
                capabilities,
                other,
                streamed,
                embedding);
    }

    /** The same with other limits. */
    public ModelCard withLimits(int inputTokens, int outputTokens, int thinkingTokens) {
        return new ModelCard(
                id,
                displayName,
                ownedBy,
                createdEpochSeconds,
                inputTokens,
                outputTokens,
                thinkingTokens,
                capabilities,
                thinking,
                streaming,
                embedding);
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
