package io.gemigo.gateway.core.chat;

/**
 * What the tokens of a {@link Usage} are; most upstreams do not say. Immutable. A count that was not given is
 * {@link Usage#ABSENT}.
 *
 * @param textPrompt input tokens that are text
 * @param imagePrompt input tokens that are images
 * @param audioPrompt input tokens that are sound
 * @param videoPrompt input tokens that are film
 * @param textCompletion output tokens that are text
 * @param audioCompletion output tokens that are sound
 */
public record TokenKinds(
        long textPrompt,
        long imagePrompt,
        long audioPrompt,
        long videoPrompt,
        long textCompletion,
        long audioCompletion) {
    /** Nothing is known. */
    public static final TokenKinds UNKNOWN =
            new TokenKinds(Usage.ABSENT, Usage.ABSENT, Usage.ABSENT, Usage.ABSENT, Usage.ABSENT, Usage.ABSENT);

    /** The counts, which are {@link #UNKNOWN} if none was given. */
    static TokenKinds of(
            long textPrompt,
            long imagePrompt,
            long audioPrompt,
            long videoPrompt,
            long textCompletion,
            long audioCompletion) {
        // Absent is all bits set, and nothing else is if no count is negative.
        boolean unknown = (textPrompt & imagePrompt & audioPrompt & videoPrompt & textCompletion & audioCompletion)
                == Usage.ABSENT;
        return unknown
                ? UNKNOWN
                : new TokenKinds(textPrompt, imagePrompt, audioPrompt, videoPrompt, textCompletion, audioCompletion);
    }

    TokenKinds plus(TokenKinds other) {
        return of(
                Usage.add(textPrompt, other.textPrompt),
                Usage.add(imagePrompt, other.imagePrompt),
                Usage.add(audioPrompt, other.audioPrompt),
                Usage.add(videoPrompt, other.videoPrompt),
                Usage.add(textCompletion, other.textCompletion),
                Usage.add(audioCompletion, other.audioCompletion));
    }
}
