/**
 * The one taxonomy of failures. Knows no HTTP status and no wire shape; protocols render it.
 */
@NullMarked
package io.gemigo.gateway.core.error;

import org.jspecify.annotations.NullMarked;
