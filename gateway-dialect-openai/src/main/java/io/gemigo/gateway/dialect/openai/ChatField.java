package io.gemigo.gateway.dialect.openai;

import java.nio.charset.StandardCharsets;

/** The top-level request fields that OpenAI documents for chat completions (OpenAPI description 2.3.0). */
public enum ChatField {
    /** Which model; required. */
    MODEL("model"),
    /** The conversation; required. */
    MESSAGES("messages"),
    /** Whether the answer comes as events. */
    STREAM("stream"),
    /** What the events hold besides the answer. */
    STREAM_OPTIONS("stream_options"),
    /** Ceiling on visible and reasoning tokens. */
    MAX_COMPLETION_TOKENS("max_completion_tokens"),
    /** The older name of that ceiling. */
    MAX_TOKENS("max_tokens"),
    /** 0 to 2. */
    TEMPERATURE("temperature"),
    /** 0 to 1. */
    TOP_P("top_p"),
    /** Number of choices, 1 to 128. */
    N("n"),
    /** A text or up to four that end the answer. */
    STOP("stop"),
    /** -2 to 2. */
    PRESENCE_PENALTY("presence_penalty"),
    /** -2 to 2. */
    FREQUENCY_PENALTY("frequency_penalty"),
    /** Token id to bias. */
    LOGIT_BIAS("logit_bias"),
    /** Whether log probabilities are wanted. */
    LOGPROBS("logprobs"),
    /** Alternatives per token, 0 to 20. */
    TOP_LOGPROBS("top_logprobs"),
    /** For repeatable draws. */
    SEED("seed"),
    /** Form of the answer. */
    RESPONSE_FORMAT("response_format"),
    /** What the model may call. */
    TOOLS("tools"),
    /** What the model must call. */
    TOOL_CHOICE("tool_choice"),
    /** Whether several calls may come at once. */
    PARALLEL_TOOL_CALLS("parallel_tool_calls"),
    /** The older form of {@link #TOOLS}. */
    FUNCTIONS("functions"),
    /** The older form of {@link #TOOL_CHOICE}. */
    FUNCTION_CALL("function_call"),
    /** How hard to think. */
    REASONING_EFFORT("reasoning_effort"),
    /** How long an answer is wished. */
    VERBOSITY("verbosity"),
    /** Kinds of output. */
    MODALITIES("modalities"),
    /** Voice and format of spoken output. */
    AUDIO("audio"),
    /** Text that the answer will probably hold. */
    PREDICTION("prediction"),
    /** Search the upstream runs itself. */
    WEB_SEARCH_OPTIONS("web_search_options"),
    /** Whether OpenAI keeps the answer. */
    STORE("store"),
    /** The client's own labels. */
    METADATA("metadata"),
    /** Speed and price class. */
    SERVICE_TIER("service_tier"),
    /** The end user; older. */
    USER("user"),
    /** The end user. */
    SAFETY_IDENTIFIER("safety_identifier"),
    /** Hint for cache placement. */
    PROMPT_CACHE_KEY("prompt_cache_key"),
    /** How prompts are cached. */
    PROMPT_CACHE_OPTIONS("prompt_cache_options"),
    /** How long prompts are cached; older. */
    PROMPT_CACHE_RETENTION("prompt_cache_retention"),
    /** Inspection that adds its result to the answer. */
    MODERATION("moderation");

    private final String wireName;
    private final byte[] bytes;

    ChatField(String wireName) {
        this.wireName = wireName;
        bytes = wireName.getBytes(StandardCharsets.US_ASCII);
    }

    /** Its name in the body. */
    public String wireName() {
        return wireName;
    }

    /** Its name in the body, not to be written to. */
    byte[] bytes() {
        return bytes;
    }
}
