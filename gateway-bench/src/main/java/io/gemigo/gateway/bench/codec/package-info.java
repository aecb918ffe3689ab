/** Benchmarks of single codecs: time and bytes allocated per body, per event, per answer. */
@NullMarked
package io.gemigo.gateway.bench.codec;

import org.jspecify.annotations.NullMarked;
