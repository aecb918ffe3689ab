/** What load generator and fake upstream both know of HTTP, of the stamps in the events, and of waiting. */
@NullMarked
package io.gemigo.gateway.bench.wire;

import org.jspecify.annotations.NullMarked;
