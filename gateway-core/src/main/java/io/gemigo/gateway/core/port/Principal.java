package io.gemigo.gateway.core.port;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls. Immutable.
 *
 * @param appId stable, not secret, fit for logs
 * @param projectId the project the call is counted for, null if none
 * @param plan name of the limits that apply, null for the default ones
 * @param scopes what the app may do beyond calling; empty for nothing special
 */
public record Principal(
        String appId, @Nullable String projectId, @Nullable String plan, Set<String> scopes) {
    /** Copies the set. */
    public Principal {
        scopes = Set.copyOf(scopes);
    }

    /** An app with the default plan and no scopes. */
    public static Principal of(String appId, @Nullable String projectId) {
        return new Principal(appId, projectId, null, Set.of());
    }
}
