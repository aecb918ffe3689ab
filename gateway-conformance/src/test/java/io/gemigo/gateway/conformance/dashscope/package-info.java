/**
 * A DashScope that runs on loopback: the OpenAI-compatible mode with its habits and its faults, steered by markers in
 * the last user message. Knows nothing of the gateway in front of it.
 */
@NullMarked
package io.gemigo.gateway.conformance.dashscope;

import org.jspecify.annotations.NullMarked;
