/**
 * Canonical events to answers in the dialect, streamed or whole. Knows no request body and no HTTP but content types.
 */
@NullMarked
package io.gemigo.gateway.protocol.genai.internal.reply;

import org.jspecify.annotations.NullMarked;
