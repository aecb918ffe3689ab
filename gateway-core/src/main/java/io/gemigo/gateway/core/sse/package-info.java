/**
 * Server-sent events: bytes to events, and the one plain form the gateway writes. Knows no payload.
 */
@NullMarked
package io.gemigo.gateway.core.sse;

import org.jspecify.annotations.NullMarked;
