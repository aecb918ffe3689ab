/** What the hot path allocates, measured through the real pipeline and the real codecs. */
@NullMarked
package io.gemigo.gateway.conformance.speed;

import org.jspecify.annotations.NullMarked;
