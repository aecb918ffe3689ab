/**
 * Event loops and what lives on one: timers, the batch of an entry into core, output buffers. Knows no HTTP.
 */
@NullMarked
package io.gemigo.gateway.runtime.loop;

import org.jspecify.annotations.NullMarked;
