package io.gemigo.gateway.core.port;

/**
 * What an answer must show.
 *
 * @param requestId the id the client reads
 * @param model the model the client asked for
 * @param createdEpochSeconds when the answer was made
 */
public record ReplyContext(String requestId, String model, long createdEpochSeconds) {}
