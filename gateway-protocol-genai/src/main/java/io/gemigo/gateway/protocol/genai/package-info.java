/**
 * The GenAI protocol as the gateway's clients speak it. Knows core only.
 */
@NullMarked
package io.gemigo.gateway.protocol.genai;

import org.jspecify.annotations.NullMarked;
