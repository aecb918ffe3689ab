/**
 * What operators see: figures and health, on a listener of their own.
 */
@NullMarked
package io.gemigo.gateway.runtime.admin;

import org.jspecify.annotations.NullMarked;
