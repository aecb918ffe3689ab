/**
 * What answers and errors share of the dialect's outer form: content types, shapes, framing.
 */
@NullMarked
package io.gemigo.gateway.protocol.genai.internal.wire;

import org.jspecify.annotations.NullMarked;
