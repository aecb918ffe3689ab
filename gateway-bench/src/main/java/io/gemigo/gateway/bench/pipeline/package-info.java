/** Benchmarks of the whole call pipeline between an upstream and a client that cost nothing. */
@NullMarked
package io.gemigo.gateway.bench.pipeline;

import org.jspecify.annotations.NullMarked;
