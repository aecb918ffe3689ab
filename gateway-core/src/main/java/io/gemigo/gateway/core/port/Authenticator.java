package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Turns a credential into a principal.
 *
 * <p>Called once per exchange on its loop, before the body is read; must not block. The callback is called exactly once,
 * from any thread, also before the method returns; after the client has gone the answer is ignored. Thread-safe.
 *
 * <p>Refusals: {@link Failure.Unauthenticated} for unknown credentials (in the same time as for known ones),
 * {@link Failure.Forbidden} for apps that may not call here, {@link Failure.RateLimited} for addresses that guess,
 * {@link Failure.Overloaded} if it cannot tell at the moment.
 *
 * <pre>{@code
 * Authenticator open = (request, callback) -> callback.authenticated(Principal.of("anyone", request.projectId()));
 * }</pre>
 */
@FunctionalInterface
public interface Authenticator {
    /** Decides about a request. */
    void authenticate(Request request, Callback callback);

    /**
     * What is known before the body is read. Immutable.
     *
     * @param projectId the project the path names, null if none
     * @param host the host name called, lower case without port, null if none was sent
     * @param remoteAddress the client's address without port
     */
    record Request(
            Credential credential,
            @Nullable String projectId,
            @Nullable String host,
            String remoteAddress) {}

    /** Takes the decision. */
    interface Callback {
        /** The caller is this one. */
        void authenticated(Principal principal);

        /** The caller is not let in. */
        void refused(Failure failure);
    }
}
