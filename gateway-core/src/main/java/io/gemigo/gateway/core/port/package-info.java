/**
 * The ports: what adapters implement, and what core needs from its surroundings.
 */
@NullMarked
package io.gemigo.gateway.core.port;

import org.jspecify.annotations.NullMarked;
