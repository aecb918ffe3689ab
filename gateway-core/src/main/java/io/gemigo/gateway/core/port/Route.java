package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a protocol makes of one request: the operation and the codecs that speak for this very request. Loop-confined.
 */
public sealed interface Route {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** Writes this request's errors. */
    ErrorEncoder errors();

    /** The path as a pattern, without names taken from it: for logs and metrics. */
    String pattern();

    /** The cases. */
    enum Kind {
        /** {@link Chat}. */
        CHAT,
        /** {@link ListModels}. */
        LIST_MODELS,
        /** {@link GetModel}. */
        GET_MODEL,
        /** {@link CountTokens}. */
        COUNT_TOKENS,
        /** {@link Embed}. */
        EMBED,
        /** {@link Refused}. */
        REFUSED
    }

    /** Complete a chat. */
    record Chat(String pattern, ChatCodec codec, ErrorEncoder errors) implements Route {
        @Override
        public Kind kind() {
            return Kind.CHAT;
        }
    }

    /** List models. */
    record ListModels(String pattern, ModelsEncoder encoder, ErrorEncoder errors) implements Route {
        @Override
        public Kind kind() {
            return Kind.LIST_MODELS;
        }
    }

    /**
     * Show one model.
     *
     * @param defaultForUnlisted whether an unlisted name gets the default model's card under the name asked for
     */
    record GetModel(
            String pattern, String model, boolean defaultForUnlisted, ModelsEncoder encoder, ErrorEncoder errors)
            implements Route {
        @Override
        public Kind kind() {
            return Kind.GET_MODEL;
        }
    }

    /** Count the tokens of a chat. */
    record CountTokens(String pattern, CountTokensCodec codec, ErrorEncoder errors) implements Route {
        @Override
        public Kind kind() {
            return Kind.COUNT_TOKENS;
        }
    }

    /** Make embeddings. */
    record Embed(String pattern, EmbeddingCodec codec, ErrorEncoder errors) implements Route {
        @Override
        public Kind kind() {
            return Kind.EMBED;
        }
    }

    /**
     * A known path that is not served, or not like this.
     *
     * @param model the model the path names, null if none
     */
    record Refused(String pattern, @Nullable String model, Failure failure, ErrorEncoder errors) implements Route {
        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
