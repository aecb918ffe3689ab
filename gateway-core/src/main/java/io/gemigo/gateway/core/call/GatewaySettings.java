package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.http.CorsPolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The limits the pipeline holds to. Immutable; start from {@link #DEFAULT}.
 *
 * @param maxBodyBytes most bytes of a request body
 * @param maxOutputTokens cap on output tokens for all models, null for each model's own limit
 * @param firstByteStream wait for the head of a streamed answer
 * @param firstByteUnary wait for the head of an answer in one piece
 * @param idle wait between two reads of an answer
 * @param total from admission to the end, retries included
 * @param keepAlive silence within a streamed answer after which the client is sent something that means nothing
 * @param maxEventBytes most bytes of one upstream event
 * @param maxUnaryBytes most bytes of an answer in one piece, be it collected from a stream
 * @param retry when to try again
 * @param cors which web pages may call
 * @param hosts by lower-case host name: the one protocol's id that is served there; other hosts serve all
 */
public record GatewaySettings(
        long maxBodyBytes,
        @Nullable Long maxOutputTokens,
        Duration firstByteStream,
        Duration firstByteUnary,
        Duration idle,
        Duration total,
        Duration keepAlive,
        int maxEventBytes,
        int maxUnaryBytes,
        RetrySettings retry,
        CorsPolicy cors,
        Map<String, String> hosts) {
    /** What holds without any configuration. */
    public static final GatewaySettings DEFAULT = new GatewaySettings(
            2L << 20,
            null,
            Duration.ofSeconds(60),
            Duration.ofSeconds(310),
            Duration.ofSeconds(60),
            Duration.ofSeconds(600),
            Duration.ofSeconds(15),
            8 << 20,
            32 << 20,
            RetrySettings.DEFAULT,
            CorsPolicy.any(),
            Map.of());

    /** Copies the map. */
    public GatewaySettings {
        hosts = Map.copyOf(hosts);
    }
}
