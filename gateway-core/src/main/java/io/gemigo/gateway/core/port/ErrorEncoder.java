package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.error.Failure;

/** Renders failures in one protocol's shape. Immutable, thread-safe. */
@FunctionalInterface
public interface ErrorEncoder {
    /** The answer that tells a client of a failure before the first byte; takes every {@link Failure.Kind}. */
    ErrorReply encode(Failure failure, String requestId);
}
