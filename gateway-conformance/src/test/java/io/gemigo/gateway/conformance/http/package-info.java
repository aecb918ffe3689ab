/**
 * A small HTTP/1.1 server on plain sockets, for fakes that must misbehave on the wire: cut a body, reset a connection,
 * notice at once that the peer has left. Knows nothing of what is served.
 */
@NullMarked
package io.gemigo.gateway.conformance.http;

import org.jspecify.annotations.NullMarked;
