/**
 * OpenAI's chat wire format, read and written: requests of clients and of this gateway, answers of upstreams. Knows no
 * route, no policy and no upstream's quirks.
 */
@NullMarked
package io.gemigo.gateway.dialect.openai;

import org.jspecify.annotations.NullMarked;
