/**
 * The client's side: listeners, connections, strict HTTP/1.1 requests, framing of answers, limits, drain. Knows no protocol
 * and no provider.
 */
@NullMarked
package io.gemigo.gateway.runtime.server;

import org.jspecify.annotations.NullMarked;
