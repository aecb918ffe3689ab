package io.gemigo.gateway.conformance.answers;

import io.gemigo.gateway.testkit.json.Json;

/**
 * What a client has heard. Immutable.
 *
 * @param well whether it is an answer and no error
 * @param answer all of it, as one document
 */
record Heard(boolean well, Json answer) {}
