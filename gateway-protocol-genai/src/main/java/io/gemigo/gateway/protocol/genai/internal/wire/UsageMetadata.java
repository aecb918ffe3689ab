package io.gemigo.gateway.protocol.genai.internal.wire;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;

/** Writes token counts; those that are 0 are left out, but for the prompt's and the total. Thoughts are not counted among the candidates' tokens here; cached ones are among the prompt's. */
public final class UsageMetadata {
    private static final byte[] PROMPT = JsonWriter.preparedName("promptTokenCount");
    private static final byte[] CANDIDATES = JsonWriter.preparedName("candidatesTokenCount");
    private static final byte[] TOTAL = JsonWriter.preparedName("totalTokenCount");
    private static final byte[] PROMPT_DETAILS = JsonWriter.preparedName("promptTokensDetails");
    private static final byte[] CANDIDATES_DETAILS = JsonWriter.preparedName("candidatesTokensDetails");
    private static final byte[] MODALITY = JsonWriter.preparedName("modality");
    private static final byte[] COUNT = JsonWriter.preparedName("tokenCount");

    private UsageMetadata() {}

    /**
     * Writes the counts.
     *
     * @param media whether the prompt holds more than text: its parts are told only if the upstream has split it
     */
    public static void write(JsonWriter json, Usage usage, boolean media) {
        long thoughts = Math.max(0, usage.reasoningTokens());
        long prompt = Math.max(0, usage.promptTokens());
        long completion = Math.max(0, usage.completionTokens());
        json.object();
        json.name(PROMPT).number(prompt);
        if (completion > thoughts) {
            json.name(CANDIDATES).number(completion - thoughts);
        }
        json.name(TOTAL).number(usage.totalTokens() > 0 ? usage.totalTokens() : prompt + completion);
        if (usage.cachedTokens() > 0) {
            json.name("cachedContentTokenCount").number(usage.cachedTokens());
        }
        if (thoughts > 0) {
            json.name("thoughtsTokenCount").number(thoughts);
        }
        if (!usage.estimated()) {
            promptDetails(json, usage, media);
            candidatesDetails(json, usage, Math.max(0, completion - thoughts));
        }
        json.endObject();
    }

    private static void promptDetails(JsonWriter json, Usage usage, boolean media) {
        long image = Math.max(0, usage.imagePromptTokens());
        long audio = Math.max(0, usage.audioPromptTokens());
        long video = Math.max(0, usage.videoPromptTokens());
        long other = image + audio + video;
        long text = usage.textPromptTokens();
        if (text < 0) {
            text = media && other == 0 ? 0 : usage.promptTokens() - other;
        }
        if (text <= 0 && other == 0) {
            return;
        }
        json.name(PROMPT_DETAILS).array();
        detail(json, "TEXT", text);
        detail(json, "IMAGE", image);
        detail(json, "AUDIO", audio);
        detail(json, "VIDEO", video);
        json.endArray();
    }

    /** Thoughts are text too where the upstream counts that, and are not the candidates' here. */
    private static void candidatesDetails(JsonWriter json, Usage usage, long candidates) {
        long audio = Math.max(0, usage.audioCompletionTokens());
        long text = Math.min(usage.textCompletionTokens(), candidates - audio);
        if (text > 0 || audio > 0) {
            json.name(CANDIDATES_DETAILS).array();
            detail(json, "TEXT", text);
            detail(json, "AUDIO", audio);
            json.endArray();
        }
    }

    private static void detail(JsonWriter json, String modality, long count) {
        if (count > 0) {
            json.object().name(MODALITY).string(modality).name(COUNT).number(count);
            json.endObject();
        }
    }
}
