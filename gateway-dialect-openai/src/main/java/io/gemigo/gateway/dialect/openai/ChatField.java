package io.gemigo.gateway.dialect.openai;

import java.util.List;

/**
 * The top-level request fields that OpenAI documents for chat completions (OpenAPI description 2.3.0): what their values must
 * be, and who they are for.
 *
 * <p>This is the one place where a field is declared. The scanner checks by it, the reader warns by it of what it cannot
 * carry into another dialect, and providers that speak this dialect for somebody else drop by it what is for OpenAI alone. A
 * field that is {@link Audience#MODEL for any model} needs a home in the canonical request too.
 */
public enum ChatField {
    /** Which model; required. */
    MODEL("model", body -> body.scan().model(body.in().requireModel()), Audience.MODEL),
    /** The conversation; required. */
    MESSAGES("messages", ChatRequestScanner::messages, Audience.MODEL),
    /** Whether the answer comes as events. */
    STREAM("stream", ValueCheck.BOOLEAN, Audience.MODEL),
    /** What the events hold besides the answer. */
    STREAM_OPTIONS("stream_options", body -> body.form().streamOptions(), Audience.MODEL),
    /** Ceiling on visible and reasoning tokens. */
    MAX_COMPLETION_TOKENS("max_completion_tokens", ValueCheck.integer(1, Long.MAX_VALUE), Audience.MODEL),
    /** The older name of that ceiling. */
    MAX_TOKENS("max_tokens", ValueCheck.integer(1, Long.MAX_VALUE), Audience.MODEL),
    /** 0 to 2. */
    TEMPERATURE("temperature", ValueCheck.number(0, 2), Audience.MODEL),
    /** 0 to 1. */
    TOP_P("top_p", ValueCheck.number(0, 1), Audience.MODEL),
    /** Number of choices, 1 to 128. */
    N("n", ValueCheck.integer(1, 128), Audience.MODEL),
    /** A text or up to four that end the answer. */
    STOP("stop", ValueCheck.textOrTexts(4), Audience.MODEL),
    /** -2 to 2. */
    PRESENCE_PENALTY("presence_penalty", ValueCheck.number(-2, 2), Audience.MODEL),
    /** -2 to 2. */
    FREQUENCY_PENALTY("frequency_penalty", ValueCheck.number(-2, 2), Audience.MODEL),
    /** Token id to bias. */
    LOGIT_BIAS("logit_bias", ValueCheck.OBJECT, Audience.MODEL),
    /** Whether log probabilities are wanted. */
    LOGPROBS("logprobs", ValueCheck.BOOLEAN, Audience.MODEL),
    /** Alternatives per token, 0 to 20. */
    TOP_LOGPROBS("top_logprobs", ValueCheck.integer(0, 20), Audience.MODEL),
    /** For repeatable draws. */
    SEED("seed", ValueCheck.integer(Long.MIN_VALUE, Long.MAX_VALUE), Audience.MODEL),
    /** Form of the answer. */
    RESPONSE_FORMAT("response_format", body -> body.form().responseFormat(), Audience.MODEL),
    /** What the model may call. */
    TOOLS("tools", body -> body.tools().tools(), Audience.MODEL),
    /** What the model must call. */
    TOOL_CHOICE("tool_choice", body -> body.tools().toolChoice(), Audience.MODEL),
    /** Whether several calls may come at once. */
    PARALLEL_TOOL_CALLS("parallel_tool_calls", ValueCheck.BOOLEAN, Audience.MODEL),
    /** The older form of {@link #TOOLS}. */
    FUNCTIONS("functions", body -> body.tools().functions(), Audience.MODEL),
    /** The older form of {@link #TOOL_CHOICE}. */
    FUNCTION_CALL("function_call", body -> body.tools().functionCall(), Audience.MODEL),
    /** How hard to think. */
    REASONING_EFFORT(
            "reasoning_effort",
            ValueCheck.oneOf("none", "minimal", "low", "medium", "high", "xhigh", "max"),
            Audience.MODEL),
    /** How long an answer is wished. */
    VERBOSITY("verbosity", ValueCheck.oneOf("low", "medium", "high"), Audience.OPENAI),
    /** Kinds of output; other dialects answer in text or refuse. */
    MODALITIES("modalities", body -> body.form().modalities(), Audience.MODEL),
    /** Voice and format of spoken output. */
    AUDIO("audio", ValueCheck.OBJECT, Audience.DIALECT),
    /** Text that the answer will probably hold. */
    PREDICTION("prediction", ValueCheck.OBJECT, Audience.OPENAI),
    /** Search the upstream runs itself. */
    WEB_SEARCH_OPTIONS("web_search_options", ValueCheck.OBJECT, Audience.DIALECT),
    /** Whether OpenAI keeps the answer. */
    STORE("store", ValueCheck.BOOLEAN, Audience.OPENAI, "false"),
    /** The client's own labels. */
    METADATA("metadata", ValueCheck.OBJECT, Audience.OPENAI),
    /** Speed and price class. */
    SERVICE_TIER("service_tier", ValueCheck.TEXT, Audience.OPENAI, "auto", "default"),
    /** The end user; older. */
    USER("user", ValueCheck.TEXT, Audience.GATEWAY),
    /** The end user. */
    SAFETY_IDENTIFIER("safety_identifier", ValueCheck.TEXT, Audience.GATEWAY),
    /** Hint for cache placement. */
    PROMPT_CACHE_KEY("prompt_cache_key", ValueCheck.TEXT, Audience.OPENAI),
    /** How prompts are cached. */
    PROMPT_CACHE_OPTIONS("prompt_cache_options", ValueCheck.OBJECT, Audience.OPENAI),
    /** How long prompts are cached; older. */
    PROMPT_CACHE_RETENTION("prompt_cache_retention", ValueCheck.TEXT, Audience.OPENAI),
    /** Inspection that adds its result to the answer. */
    MODERATION("moderation", ValueCheck.OBJECT, Audience.OPENAI);

    /** Who can make use of a field. */
    public enum Audience {
        /** Any model of any dialect: the canonical request has a home for it. */
        MODEL,
        /** Any upstream of this dialect: an extension of the canonical request, since others have no word for it. */
        DIALECT,
        /** OpenAI's own service alone. */
        OPENAI,
        /** The gateway, which meters by it; no upstream needs it, and nobody misses it there. */
        GATEWAY
    }

    private final String wireName;
    private final ValueCheck check;
    private final Audience audience;
    private final List<String> idle;

    /**
     * A field.
     *
     * @param idle values that ask for nothing but what happens anyway: a string's text, or {@code true} or {@code false}
     */
    ChatField(String wireName, ValueCheck check, Audience audience, String... idle) {
        this.wireName = wireName;
        this.check = check;
        this.audience = audience;
        this.idle = List.of(idle);
    }

    /** Its name in the body. */
    public String wireName() {
        return wireName;
    }

    /** Who can make use of it. */
    public Audience audience() {
        return audience;
    }

    /** What its value must be. */
    ValueCheck check() {
        return check;
    }

    /** Values that ask for nothing but what happens anyway. */
    List<String> idle() {
        return idle;
    }
}
