/**
 * Contract tests for the ports that the runtime or an embedder implements, and the recorders all contract tests use.
 * Knows no dialect.
 */
@NullMarked
package io.gemigo.gateway.testkit.port;

import org.jspecify.annotations.NullMarked;
