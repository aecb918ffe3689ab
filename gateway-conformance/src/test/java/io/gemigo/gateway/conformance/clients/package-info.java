/**
 * The packaged gateway as its users meet it: the official SDKs of both dialects, in Java, in Node.js and in a browser,
 * against a gateway in its own process and a fake upstream.
 */
@NullMarked
package io.gemigo.gateway.conformance.clients;

import org.jspecify.annotations.NullMarked;
