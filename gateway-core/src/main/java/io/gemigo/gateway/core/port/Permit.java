package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.http.HeaderList;

/**
 * Leave to make one call. Core calls exactly one of {@link #settle} and {@link #release}, exactly once, on the exchange's
 * loop. An implementation takes a second call, on whatever thread it comes, as nothing: a call counted out twice would
 * let one too many in ever after.
 */
public interface Permit {
    /** The call has ended and used this much. */
    void settle(Usage usage);

    /** The call never reached an upstream. */
    void release();

    /** Adds what the client may know of its limits, such as {@code x-ratelimit-remaining-requests}. */
    default void describe(HeaderList headers) {}
}
