/**
 * The ports as one node serves them by itself: tokens from the environment, limits in memory, records in the log.
 */
@NullMarked
package io.gemigo.gateway.runtime.defaults;

import org.jspecify.annotations.NullMarked;
