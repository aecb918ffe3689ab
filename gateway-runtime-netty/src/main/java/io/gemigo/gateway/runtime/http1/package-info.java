/**
 * HTTP/1.1 as bytes, read strictly, for the client's side and the upstream's alike. Knows no channel and no core but its
 * neutral HTTP types and failures.
 */
@NullMarked
package io.gemigo.gateway.runtime.http1;

import org.jspecify.annotations.NullMarked;
