/**
 * The upstream's side: pooled HTTP/1.1 connections on the loop of their exchange, TLS, name look-up. Knows no provider.
 */
@NullMarked
package io.gemigo.gateway.runtime.upstream;

import org.jspecify.annotations.NullMarked;
