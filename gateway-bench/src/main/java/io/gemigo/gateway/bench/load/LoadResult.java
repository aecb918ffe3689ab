package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.bench.wire.Histogram;
import java.util.List;

/**
 * What came of a load, as far as it counts.
 *
 * @param nanos how long the time that counts was
 * @param sent requests sent in all, warm-up included
 * @param answers whole answers
 * @param events stamps
 * @param held streams open at the end that had sent something
 * @param latency from when a request was sent, or due, to the last byte of its answer
 * @param firstByte the same to the first byte
 * @param transit from when an event was made to its arrival
 * @param failures what went wrong, warm-up and end included; the first few in words
 * @param failureCount how often something went wrong
 */
public record LoadResult(
        long nanos,
        long sent,
        long answers,
        long events,
        int held,
        Histogram latency,
        Histogram firstByte,
        Histogram transit,
        List<String> failures,
        long failureCount) {}
