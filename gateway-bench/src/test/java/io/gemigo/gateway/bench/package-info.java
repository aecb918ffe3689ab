/** The benchmarks' short form: every one of them still runs. */
@NullMarked
package io.gemigo.gateway.bench;

import org.jspecify.annotations.NullMarked;
