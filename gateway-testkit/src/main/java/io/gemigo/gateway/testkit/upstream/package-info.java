/**
 * An upstream that does what a test tells it, over real sockets: {@link io.gemigo.gateway.testkit.upstream.FakeUpstream}
 * plays {@link io.gemigo.gateway.testkit.upstream.Script}s, which reach down to single bytes, flushes and resets, and
 * wait at {@link io.gemigo.gateway.testkit.upstream.Gate}s instead of sleeping.
 *
 * <p>mockwebserver accepts connections and reads requests; every byte of an answer is written here, because a library
 * that frames answers correctly cannot frame them wrongly.
 */
@NullMarked
package io.gemigo.gateway.testkit.upstream;

import org.jspecify.annotations.NullMarked;
