package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.error.Failure;

/** A field will not do. Ends the reading of a body and becomes a failure at the codec's door; has no stack trace. */
final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    InvalidFieldException(Failure failure) {
        super(failure.code(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
