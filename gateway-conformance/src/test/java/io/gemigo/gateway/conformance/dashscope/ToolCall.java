package io.gemigo.gateway.conformance.dashscope;

/**
 * A tool the fake model wants called.
 *
 * @param arguments JSON text of one object
 */
record ToolCall(String id, String name, String arguments) {}
