package io.gemigo.gateway.core.port;

/** What a model can do beyond text in, text out. */
public enum Capability {
    /** Reads images. */
    IMAGE_INPUT,
    /** Hears sound. */
    AUDIO_INPUT,
    /** Watches film. */
    VIDEO_INPUT,
    /** Reads documents. */
    FILE_INPUT,
    /** Speaks. */
    AUDIO_OUTPUT,
    /** Calls functions. */
    TOOLS,
    /** Can be made to call a function. */
    FORCED_TOOL_CHOICE,
    /** Answers with a JSON object on demand. */
    JSON_OBJECT,
    /** Answers with JSON of a schema on demand. */
    JSON_SCHEMA,
    /** Gives log probabilities. */
    LOGPROBS,
    /** Gives several candidates. */
    SEVERAL_CANDIDATES,
    /** Searches the web itself. */
    WEB_SEARCH,
    /** Continues a message of its own. */
    PREFIX_CONTINUATION,
    /** Makes embeddings; such a model does not chat. */
    EMBEDDING
}
