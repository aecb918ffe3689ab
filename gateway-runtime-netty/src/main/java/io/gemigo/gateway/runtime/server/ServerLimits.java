package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.runtime.http1.HeadLimits;
import java.time.Duration;

/**
 * What clients may use up. Immutable; start from {@link #DEFAULT}.
 *
 * @param connections most connections; further ones wait to be accepted
 * @param connectionsPerAddress most connections of one remote address; further ones are closed
 * @param bufferedBodyBytes most memory for the bodies of all requests together
 * @param pipelinedBytes most bytes kept of requests behind the one in progress
 * @param writeLow fewer unsent bytes than this let an answer go on
 * @param writeHigh more unsent bytes than this make it wait
 * @param keepAliveRequests most requests of one connection
 * @param keepAliveAge longest life of one connection that gets new requests
 * @param head bounds of a request's head
 */
public record ServerLimits(
        int connections,
        int connectionsPerAddress,
        long bufferedBodyBytes,
        int pipelinedBytes,
        int writeLow,
        int writeHigh,
        int keepAliveRequests,
        Duration keepAliveAge,
        HeadLimits head) {
    /** What holds without configuration. */
    public static final ServerLimits DEFAULT = new ServerLimits(
            10_000,
            1_000,
            Runtime.getRuntime().maxMemory() / 4,
            64 << 10,
            64 << 10,
            128 << 10,
            10_000,
            Duration.ofHours(1),
            HeadLimits.REQUEST);
}
