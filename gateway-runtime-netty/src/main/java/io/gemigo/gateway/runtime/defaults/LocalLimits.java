package io.gemigo.gateway.runtime.defaults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits one node keeps by itself. Immutable; null switches one off.
 *
 * @param perToken requests of one app
 * @param perAddress requests of one address
 * @param concurrencyTotal calls in progress
 * @param concurrencyPerToken calls of one app in progress
 */
public record LocalLimits(
        @Nullable Rate perToken,
        @Nullable Rate perAddress,
        @Nullable Integer concurrencyTotal,
        @Nullable Integer concurrencyPerToken) {
    /** What holds without configuration. */
    public static final LocalLimits DEFAULT =
            new LocalLimits(new Rate(1_200, Duration.ofMinutes(1)), new Rate(6_000, Duration.ofMinutes(1)), 2_000, 200);
}
