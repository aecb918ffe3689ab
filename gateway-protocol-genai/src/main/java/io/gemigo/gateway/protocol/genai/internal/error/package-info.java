/**
 * Failures in the dialect's shape. The only place that knows its statuses.
 */
@NullMarked
package io.gemigo.gateway.protocol.genai.internal.error;

import org.jspecify.annotations.NullMarked;
