package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.http.HeaderList;

/**
 * A complete answer that tells of a failure.
 *
 * @param headers content type and whatever else belongs to this failure, such as {@code retry-after}; not those that every
 *     answer carries
 */
public record ErrorReply(int status, HeaderList headers, byte[] body) {}
