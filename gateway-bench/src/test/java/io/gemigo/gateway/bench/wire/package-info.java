/** Tests of what reads the wire: the same result however it is cut. */
@NullMarked
package io.gemigo.gateway.bench.wire;

import org.jspecify.annotations.NullMarked;
