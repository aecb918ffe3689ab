/**
 * Neutral HTTP types, request targets, CORS. Knows no server, no client and no dialect.
 */
@NullMarked
package io.gemigo.gateway.core.http;

import org.jspecify.annotations.NullMarked;
