package io.gemigo.gateway.core.chat;

/**
 * Token counts of one call. Immutable. A count that the upstream did not give is {@link #ABSENT}.
 *
 * @param promptTokens all input tokens, cached ones included
 * @param completionTokens all output tokens, reasoning included
 * @param totalTokens as the upstream says, normally the sum
 * @param cachedTokens input tokens read from a cache
 * @param cacheWriteTokens input tokens written to a cache
 * @param reasoningTokens output tokens spent on thinking
 * @param kinds how many are text, images, sound and film, which is seldom said
 * @param estimated whether the gateway guessed because the upstream gave no usable counts
 */
public record Usage(
        long promptTokens,
        long completionTokens,
        long totalTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long reasoningTokens,
        TokenKinds kinds,
        boolean estimated) {
    /** The upstream did not say. */
    public static final long ABSENT = -1;

    /** Nothing used, and known to be so. */
    public static final Usage NONE = of(0, 0);

    /** All counts one by one. */
    public Usage(
            long promptTokens,
            long completionTokens,
            long totalTokens,
            long cachedTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            long textPromptTokens,
            long imagePromptTokens,
            long audioPromptTokens,
            long videoPromptTokens,
            long textCompletionTokens,
            long audioCompletionTokens,
            boolean estimated) {
        this(
                promptTokens,
                completionTokens,
                totalTokens,
                cachedTokens,
                cacheWriteTokens,
                reasoningTokens,
                TokenKinds.of(
                        textPromptTokens,
                        imagePromptTokens,
                        audioPromptTokens,
                        videoPromptTokens,
                        textCompletionTokens,
                        audioCompletionTokens),
                estimated);
    }

    /** Counts of which it is not known what kinds of output they hold. */
    public Usage(
            long promptTokens,
            long completionTokens,
            long totalTokens,
            long cachedTokens,
            long cacheWriteTokens,
            long reasoningTokens,
            long textPromptTokens,
            long imagePromptTokens,
            long audioPromptTokens,
            long videoPromptTokens,
            boolean estimated) {
        this(
                promptTokens,
                completionTokens,
                totalTokens,
                cachedTokens,
                cacheWriteTokens,
                reasoningTokens,
                textPromptTokens,
                imagePromptTokens,
                audioPromptTokens,
                videoPromptTokens,
                ABSENT,
                ABSENT,
                estimated);
    }

    /** Exact counts without details. */
    public static Usage of(long promptTokens, long completionTokens) {
        return withoutDetails(promptTokens, completionTokens, false);
    }

    /** Guessed counts without details. */
    public static Usage estimate(long promptTokens, long completionTokens) {
        return withoutDetails(promptTokens, completionTokens, true);
    }

    private static Usage withoutDetails(long promptTokens, long completionTokens, boolean estimated) {
        long totalTokens = add(promptTokens, completionTokens);
        return new Usage(
                promptTokens, completionTokens, totalTokens, ABSENT, ABSENT, ABSENT, TokenKinds.UNKNOWN, estimated);
    }

    /** The sum of two attempts of one request: a count that only one of them has is that one's, never less by the absent one. */
    public Usage plus(Usage other) {
        return new Usage(
                add(promptTokens, other.promptTokens),
                add(completionTokens, other.completionTokens),
                add(totalTokens, other.totalTokens),
                add(cachedTokens, other.cachedTokens),
                add(cacheWriteTokens, other.cacheWriteTokens),
                add(reasoningTokens, other.reasoningTokens),
                kinds.plus(other.kinds),
                estimated || other.estimated);
    }

    /** Input tokens that are text. */
    public long textPromptTokens() {
        return kinds.textPrompt();
    }

    /** Input tokens that are images. */
    public long imagePromptTokens() {
        return kinds.imagePrompt();
    }

    /** Input tokens that are sound. */
    public long audioPromptTokens() {
        return kinds.audioPrompt();
    }

    /** Input tokens that are film. */
    public long videoPromptTokens() {
        return kinds.videoPrompt();
    }

    /** Output tokens that are text. */
    public long textCompletionTokens() {
        return kinds.textCompletion();
    }

    /** Output tokens that are sound. */
    public long audioCompletionTokens() {
        return kinds.audioCompletion();
    }

    static long add(long a, long b) {
        return a == ABSENT ? b : b == ABSENT ? a : a + b;
    }
}
