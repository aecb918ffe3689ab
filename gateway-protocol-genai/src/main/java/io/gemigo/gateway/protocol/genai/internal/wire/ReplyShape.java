package io.gemigo.gateway.protocol.genai.internal.wire;

/** The form a call's answer has. */
public enum ReplyShape {
    /** One JSON object. */
    OBJECT,
    /** Server-sent events; what fails before the first of them is one JSON object. */
    SSE,
    /** A JSON array of chunks; what fails before the first of them is an array of one error. */
    ARRAY
}
