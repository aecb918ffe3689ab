/**
 * The call pipeline: authenticate, resolve model, admit, send, stream, meter. Knows ports only.
 */
@NullMarked
package io.gemigo.gateway.core.call;

import org.jspecify.annotations.NullMarked;
