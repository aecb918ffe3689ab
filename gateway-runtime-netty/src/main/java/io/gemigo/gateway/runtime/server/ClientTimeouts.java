package io.gemigo.gateway.runtime.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long clients may take. Immutable.
 *
 * @param header from a request's first byte, or the accept, to the end of its head
 * @param body from there to the last byte of a body of 1 MiB; more for larger ones
 * @param idle from an answer's end to the next request
 * @param write without a byte taken by the client while there are some to take
 */
public record ClientTimeouts(Duration header, Duration body, Duration idle, Duration write) {
    /** What holds without configuration. */
    public static final ClientTimeouts DEFAULT = new ClientTimeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(75), Duration.ofSeconds(60));

    private static final long PLAIN_BYTES = 1 << 20;
    private static final long BYTES_PER_SECOND = 256 << 10;

    /** Time for a body of this size: one second more for each further 256 KiB over 1 MiB. */
    long bodyNanos(long bytes) {
        long further = Math.max(0, bytes - PLAIN_BYTES);
        return body.toNanos() + TimeUnit.SECONDS.toNanos((further + BYTES_PER_SECOND - 1) / BYTES_PER_SECOND);
    }
}
