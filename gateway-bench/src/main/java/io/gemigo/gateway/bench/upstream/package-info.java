/** A fake upstream that costs little: answers in one piece or as a stream, at a pace that can be set. */
@NullMarked
package io.gemigo.gateway.bench.upstream;

import org.jspecify.annotations.NullMarked;
