/** Tests of the report. */
@NullMarked
package io.gemigo.gateway.bench.compare;

import org.jspecify.annotations.NullMarked;
