/**
 * The gateway as a process: puts the parts together and runs them.
 */
@NullMarked
package io.gemigo.gateway.runtime;

import org.jspecify.annotations.NullMarked;
