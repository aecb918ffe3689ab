/** Runs the same load against several gateways in turn and compares what it costs them. */
@NullMarked
package io.gemigo.gateway.bench.compare;

import org.jspecify.annotations.NullMarked;
