/**
 * What several packages of core need and nobody outside may use. Knows nothing of what it is used for.
 */
@NullMarked
package io.gemigo.gateway.core.internal;

import org.jspecify.annotations.NullMarked;
