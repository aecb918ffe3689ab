package io.gemigo.gateway.conformance.compatibility;

/** The ways a request takes. */
enum Column {
    /** DashScope, streamed or not as the client asks; bodies of its own dialect are relayed. */
    DASHSCOPE,
    /** DashScope, with a model that must be asked otherwise than the client asks, so that every body is translated. */
    TRANSLATED,
    /** The built-in demo. */
    DEMO
}
