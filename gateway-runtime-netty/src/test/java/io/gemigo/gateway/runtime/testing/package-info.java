/** Doubles and clients that the runtime's tests share. */
@NullMarked
package io.gemigo.gateway.runtime.testing;

import org.jspecify.annotations.NullMarked;
