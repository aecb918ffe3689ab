package io.gemigo.gateway.core.chat;

/**
 * Why a choice ended. Immutable.
 *
 * @param word the upstream's own word, for records and for reasons outside the known ones
 */
public record FinishReason(Kind kind, String word) {
    /** A natural end or a stop text. */
    public static final FinishReason STOP = new FinishReason(Kind.STOP, "stop");
    /** The output limit. */
    public static final FinishReason LENGTH = new FinishReason(Kind.LENGTH, "length");
    /** The model wants tools run. */
    public static final FinishReason TOOL_CALLS = new FinishReason(Kind.TOOL_CALLS, "tool_calls");
    /** Content was withheld. */
    public static final FinishReason CONTENT_FILTER = new FinishReason(Kind.CONTENT_FILTER, "content_filter");

    /** A reason outside the known ones. */
    public static FinishReason other(String word) {
        return new FinishReason(Kind.OTHER, word);
    }

    /** The cases. */
    public enum Kind {
        /** A natural end or a stop text. */
        STOP,
        /** The output limit. */
        LENGTH,
        /** The model wants tools run. */
        TOOL_CALLS,
        /** Content was withheld. */
        CONTENT_FILTER,
        /** Anything else; see {@link FinishReason#word}. */
        OTHER
    }
}
