/** A load generator that checks every answer while it measures. */
@NullMarked
package io.gemigo.gateway.bench.load;

import org.jspecify.annotations.NullMarked;
