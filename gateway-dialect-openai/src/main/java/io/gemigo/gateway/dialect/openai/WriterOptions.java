package io.gemigo.gateway.dialect.openai;

import org.jspecify.annotations.Nullable;

/**
 * What upstreams of this dialect want otherwise. Immutable.
 *
 * @param maxTokensField name of the output limit: {@code max_tokens}, or {@code max_completion_tokens} for newer ones
 * @param joinTexts whether several texts of one turn go up as one string, for upstreams that read no text parts
 * @param vendorMedia whether film is sent as {@code video_url}, and sound may be given by URI and is inlined as a data URI
 * @param thinkingField where earlier thinking of the assistant goes, null if the upstream does not want it back
 * @param prefixField flag that asks for a last assistant turn to be continued, null if there is none
 */
public record WriterOptions(
        String maxTokensField,
        boolean joinTexts,
        boolean vendorMedia,
        @Nullable String thinkingField,
        @Nullable String prefixField) {
    /** The API as OpenAI describes it. */
    public static final WriterOptions STANDARD = new WriterOptions("max_completion_tokens", false, false, null, null);
}
