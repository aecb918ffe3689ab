package io.gemigo.gateway.core.port;

/**
 * The input tokens of a prompt. Immutable.
 *
 * @param text tokens of text, tools and the model's template
 * @param media tokens of images, sound and film
 * @param estimated whether any of it is a guess
 */
public record TokenCount(long text, long media, boolean estimated) {
    /** All of them. */
    public long total() {
        return text + media;
    }
}
