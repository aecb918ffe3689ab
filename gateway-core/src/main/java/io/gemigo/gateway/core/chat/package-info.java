/**
 * The canonical model of a chat completion: request, events, usage. Knows no wire format.
 */
@NullMarked
package io.gemigo.gateway.core.chat;

import org.jspecify.annotations.NullMarked;
