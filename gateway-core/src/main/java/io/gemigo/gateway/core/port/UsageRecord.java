package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.chat.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one call was and used. Holds no prompt, no answer, no credential. Immutable.
 *
 * @param epochMillis when it arrived
 * @param callId the gateway's own id, unique; records are keyed by it
 * @param requestId the id the client reads, possibly its own; for reading only
 * @param projectId the project it counts for, null if none
 * @param appId the app that called, null if it was not authenticated
 * @param user the end user as the app names them, null if it does not
 * @param protocol the client's dialect, null if none was recognised
 * @param operation what was asked for, null if no route matched
 * @param model the model asked for, null if none was named
 * @param provider who served it, null if none was asked
 * @param upstreamModel the model that served it, null if none was asked
 * @param status HTTP status the client got; 499 if it left before, 0 for calls that are not HTTP
 * @param failure stable code of what went wrong, null if nothing did
 * @param finishReason of the first choice, null if it did not finish
 * @param stream whether the answer was streamed to the client
 * @param usage token counts; {@link Usage#NONE} if nothing went upstream
 * @param attempts requests sent upstream
 * @param firstByteNanos from arrival to the first byte of the answer, -1 if there was none
 * @param durationNanos from arrival to the end
 * @param bytesIn request body bytes
 * @param bytesOut answer body bytes, without framing
 */
public record UsageRecord(
        long epochMillis,
        String callId,
        String requestId,
        @Nullable String projectId,
        @Nullable String appId,
        @Nullable String user,
        @Nullable String protocol,
        @Nullable Operation operation,
        @Nullable String model,
        @Nullable String provider,
        @Nullable String upstreamModel,
        int status,
        @Nullable String failure,
        @Nullable String finishReason,
        boolean stream,
        Usage usage,
        int attempts,
        long firstByteNanos,
        long durationNanos,
        long bytesIn,
        long bytesOut) {}
