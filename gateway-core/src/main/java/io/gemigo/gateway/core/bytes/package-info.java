/**
 * The byte seam: what codecs read ({@link Window}), what outlives a call ({@link Ticket}) and where they write
 * ({@link Stage}). Knows no buffer library, no protocol and no JSON.
 */
@NullMarked
package io.gemigo.gateway.core.bytes;

import org.jspecify.annotations.NullMarked;
