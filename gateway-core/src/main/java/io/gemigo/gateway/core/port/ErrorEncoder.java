package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;

/** Renders failures in one protocol's shape. Immutable, thread-safe. */
@FunctionalInterface
public interface ErrorEncoder {
    /** The answer that tells a client of a failure before the first byte; takes every {@link Failure.Kind}. */
    ErrorReply encode(Failure failure, String requestId);

    /**
     * The same for dialects in which such an answer can hold counts; others leave them out, as this does.
     *
     * @param usage what is known or guessed of the tokens of a call that has got as far as an upstream, else
     *     {@link Usage#NONE}
     */
    default ErrorReply encode(Failure failure, String requestId, Usage usage) {
        return encode(failure, requestId);
    }
}
