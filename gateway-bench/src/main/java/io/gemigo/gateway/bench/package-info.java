/** The command line of the benchmarks. */
@NullMarked
package io.gemigo.gateway.bench;

import org.jspecify.annotations.NullMarked;
