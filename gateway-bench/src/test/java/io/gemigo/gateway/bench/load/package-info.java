/** Tests of the load generator: what it must notice. */
@NullMarked
package io.gemigo.gateway.bench.load;

import org.jspecify.annotations.NullMarked;
