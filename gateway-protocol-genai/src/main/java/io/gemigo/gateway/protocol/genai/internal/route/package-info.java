/**
 * Which path means what, where credentials stand, how models are listed. Knows no body of a chat.
 */
@NullMarked
package io.gemigo.gateway.protocol.genai.internal.route;

import org.jspecify.annotations.NullMarked;
