package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.Clock;
import io.gemigo.gateway.core.port.Operation;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.UsageRecord;
import org.jspecify.annotations.Nullable;

/** What becomes one {@link UsageRecord}: filled in as a call goes on. Loop-confined. */
final class CallRecord {
    final String callId;
    final String requestId;
    final long startNanos;

    private final Clock clock;
    private final long startMillis;

    @Nullable
    String projectId;

    @Nullable
    String protocol;

    @Nullable
    Operation operation;

    @Nullable
    String model;

    @Nullable
    String provider;

    @Nullable
    String upstreamModel;

    @Nullable
    Principal principal;

    @Nullable
    String user;

    @Nullable
    Failure failure;

    @Nullable
    FinishReason finishReason;

    int status;
    boolean stream;
    Usage usage = Usage.NONE;
    int attempts;
    /** Whether a request went upstream a second time. */
    boolean triedAgain;

    long firstByteNanos = -1;
    long bytesIn;
    long bytesOut;

    CallRecord(Clock clock, String callId, String requestId) {
        this.clock = clock;
        this.callId = callId;
        this.requestId = requestId;
        startNanos = clock.nanoTime();
        startMillis = clock.epochMillis();
    }

    /** The first byte of the answer is on its way. */
    void firstByte() {
        if (firstByteNanos < 0) {
            firstByteNanos = clock.nanoTime() - startNanos;
        }
    }

    /** Wall-clock seconds of the call's arrival. */
    long createdEpochSeconds() {
        return startMillis / 1000;
    }

    /** What the client may be told of its tokens: a prompt that went upstream for nothing is guessed at. */
    Usage told() {
        boolean guess = attempts > 0 && usage.equals(Usage.NONE);
        return guess ? Usage.estimate(promptTokens(), 0) : usage;
    }

    /** A guess at the tokens of the prompt, at least 1. */
    long promptTokens() {
        return Math.max(1, bytesIn / Meter.BYTES_PER_TOKEN);
    }

    /** The record of a call that ends now. */
    UsageRecord finish() {
        Principal who = principal;
        return new UsageRecord(
                startMillis,
                callId,
                requestId,
                who != null && who.projectId() != null ? who.projectId() : projectId,
                who == null ? null : who.appId(),
                user,
                protocol,
                operation,
                model,
                provider,
                upstreamModel,
                status,
                failure == null ? null : failure.code(),
                finishReason == null ? null : finishReason.word(),
                stream,
                usage,
                attempts,
                firstByteNanos,
                clock.nanoTime() - startNanos,
                bytesIn,
                bytesOut);
    }
}
