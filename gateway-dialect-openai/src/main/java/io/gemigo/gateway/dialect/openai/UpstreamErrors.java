package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.error.Failure;

/** What an upstream's errors inside an answer of status 200 mean. Thread-safe; does not block. */
@FunctionalInterface
public interface UpstreamErrors {
    /** The failure these words stand for, with a message fit for clients. */
    Failure failure(ErrorBody error);
}
