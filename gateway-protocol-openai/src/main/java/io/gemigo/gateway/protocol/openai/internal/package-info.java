/** Codecs of the protocol: not for use from outside. */
@NullMarked
package io.gemigo.gateway.protocol.openai.internal;

import org.jspecify.annotations.NullMarked;
