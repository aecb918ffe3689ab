/**
 * Configuration: environment, file, and the one line per mistake. Knows no protocol and no provider but by what their
 * factories say.
 */
@NullMarked
package io.gemigo.gateway.runtime.config;

import org.jspecify.annotations.NullMarked;
