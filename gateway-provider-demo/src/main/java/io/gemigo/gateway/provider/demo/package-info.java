/** A labelled stand-in that makes the gateway answer offline. Knows no dialect and no network. */
@NullMarked
package io.gemigo.gateway.provider.demo;

import org.jspecify.annotations.NullMarked;
