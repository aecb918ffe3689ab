package io.gemigo.gateway.conformance.dashscope;

/**
 * Tokens of one call.
 *
 * @param images the tokens of pictures among those of the prompt
 * @param completion visible and thinking tokens together
 * @param reasoning the thinking tokens among them
 */
public record Usage(int prompt, int images, int completion, int reasoning) {

    /** Prompt and completion together. */
    public int total() {
        return prompt + completion;
    }
}
