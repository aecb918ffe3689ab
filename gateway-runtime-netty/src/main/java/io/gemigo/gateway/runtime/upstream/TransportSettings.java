package io.gemigo.gateway.runtime.upstream;

import java.time.Duration;

/**
 * Bounds of the connections to one upstream. Immutable.
 *
 * @param connections most connections to one upstream, over all loops
 * @param connect from the begin of connecting to a connection that can be used, names and TLS included
 * @param acquire longest wait for a connection to become free
 * @param queue most exchanges that wait so
 * @param idle longest time a free connection is kept
 * @param maxAge longest life of a connection that gets new requests
 */
public record TransportSettings(
        int connections, Duration connect, Duration acquire, int queue, Duration idle, Duration maxAge) {
    /** What holds without configuration. */
    public static final TransportSettings DEFAULT = new TransportSettings(
            2_000, Duration.ofSeconds(3), Duration.ofSeconds(2), 1_024, Duration.ofSeconds(30), Duration.ofMinutes(10));
}
