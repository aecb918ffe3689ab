package io.gemigo.gateway.runtime.server;

import java.time.Duration;

/**
 * How to go down. Immutable.
 *
 * @param readinessDelay from the moment it says that it is not ready to that when it takes no more connections
 * @param deadline from the first moment to that when what is in progress is ended
 * @param hardStop from the deadline to the closing of whatever is left
 */
public record DrainSettings(Duration readinessDelay, Duration deadline, Duration hardStop) {
    /** What holds without configuration. */
    public static final DrainSettings DEFAULT =
            new DrainSettings(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(5));
}
