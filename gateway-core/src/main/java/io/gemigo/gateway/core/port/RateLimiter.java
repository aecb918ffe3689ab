package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.error.Failure;

/**
 * Admits a call or refuses it: rates, budgets, calls in progress.
 *
 * <p>Called once per authenticated call on its loop; must not block. The callback is called exactly once, from any thread,
 * also before the method returns. A permit that arrives after the client has gone is released by core. Thread-safe.
 *
 * <p>Refusals: {@link Failure.RateLimited} with a wait, {@link Failure.QuotaExhausted}, {@link Failure.Overloaded} for
 * limits of the gateway as a whole.
 */
@FunctionalInterface
public interface RateLimiter {
    /** Asks for a permit. */
    void reserve(Reservation reservation, Callback callback);

    /**
     * What a call is expected to use. Immutable.
     *
     * @param requestId the gateway's own id of the call, unique
     * @param remoteAddress the client's address without port
     * @param promptTokens estimated input tokens, 0 where there are none
     * @param outputTokens most output tokens the call may produce, 0 where there are none or none is set
     */
    record Reservation(
            String requestId, Principal principal, String remoteAddress, long promptTokens, long outputTokens) {}

    /** Takes the decision. */
    interface Callback {
        /** The call may go on; the permit must be given back. */
        void admitted(Permit permit);

        /** The call may not go on. */
        void refused(Failure failure);
    }
}
