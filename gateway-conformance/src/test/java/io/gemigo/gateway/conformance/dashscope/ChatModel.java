package io.gemigo.gateway.conformance.dashscope;

/**
 * A chat model of the fake, and what it can do.
 *
 * @param sees whether it takes pictures
 * @param thinks whether it thinks unless told not to
 * @param thinksOnlyStreamed whether a call that thinks must stream
 * @param knowsSchemas whether it takes {@code json_schema} as a format
 */
record ChatModel(String id, boolean sees, boolean thinks, boolean thinksOnlyStreamed, boolean knowsSchemas) {}
