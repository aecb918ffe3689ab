/**
 * The client's side of OpenAI's API: routes, credentials, errors, answers. Knows no provider; the request format itself is
 * the dialect's.
 */
@NullMarked
package io.gemigo.gateway.protocol.openai;

import org.jspecify.annotations.NullMarked;
