/** What a protocol and a provider make of recorded exchanges together, codec to codec. */
@NullMarked
package io.gemigo.gateway.conformance.translation;

import org.jspecify.annotations.NullMarked;
