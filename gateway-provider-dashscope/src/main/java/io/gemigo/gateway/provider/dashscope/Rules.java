package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.dialect.openai.ChatField;
import org.jspecify.annotations.Nullable;

/** Ranges and refusals that hold for translated and relayed calls alike. */
final class Rules {
    /** OpenAI allows 2; here the range is [0, 2). */
    static final double MAX_TEMPERATURE = 1.99;

    /** OpenAI allows 0; here the range is (0, 1]. So little leaves the likeliest token only, as 0 would. */
    static final double MIN_TOP_P = 0.01;

    static final int MAX_TOP_LOGPROBS = 5;

    private static final int MAX_CANDIDATES = 4;
    private static final long MAX_SEED = Integer.MAX_VALUE;

    private Rules() {}

    /**
     * Whether a field means something here. The others are ignored or refused, depending on the model.
     *
     * @param speaks whether the answer is to be spoken
     */
    static boolean knows(ChatField field, boolean speaks) {
        return switch (field.audience()) {
            // Token ids mean something else to every tokenizer.
            case MODEL -> field != ChatField.LOGIT_BIAS;
            case DIALECT -> field == ChatField.AUDIO && speaks;
            case OPENAI, GATEWAY -> false;
        };
    }

    /** A seed in range: the same for the same, as good as any other. */
    static long seed(long seed) {
        return seed & MAX_SEED;
    }

    /** Why a call of this model is refused whatever it holds, or null. */
    static @Nullable Failure model(ModelCard card) {
        return card.can(Capability.EMBEDDING)
                ? unsupported("model", "The model " + card.id() + " makes embeddings and does not chat.")
                : null;
    }

    /** Why so many choices cannot be had, or null. */
    static @Nullable Failure candidates(int n, boolean tools, ModelCard card) {
        if (n == 1) {
            return null;
        }
        if (!card.can(Capability.SEVERAL_CANDIDATES)) {
            return unsupported("n", "The model " + card.id() + " gives one choice only.");
        }
        if (tools) {
            return unsupported("n", "With tools there can be one choice only.");
        }
        return n > MAX_CANDIDATES ? unsupported("n", "There can be at most 4 choices.") : null;
    }

    /** Why tools cannot be used, or null. */
    static @Nullable Failure tools(boolean any, ModelCard card) {
        return any && !card.can(Capability.TOOLS)
                ? unsupported("tools", "The model " + card.id() + " does not call tools.")
                : null;
    }

    /** What a model needs to be able to read this. */
    static Capability reading(MediaType type) {
        return switch (type) {
            case IMAGE -> Capability.IMAGE_INPUT;
            case AUDIO -> Capability.AUDIO_INPUT;
            case VIDEO -> Capability.VIDEO_INPUT;
            case FILE -> Capability.FILE_INPUT;
        };
    }

    /** That a model cannot read something. */
    static Failure unreadable(String field, String what, ModelCard card) {
        return unsupported(field, "model " + card.id() + " does not accept " + what + " input.");
    }

    static Failure unsupported(String field, String message) {
        return new Failure.InvalidRequest(Failure.InvalidRequest.UNSUPPORTED_VALUE, field, message);
    }
}
