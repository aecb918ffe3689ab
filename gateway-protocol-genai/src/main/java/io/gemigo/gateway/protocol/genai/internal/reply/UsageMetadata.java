package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;

/** Writes token counts. Thoughts are not counted among the candidates' tokens here; cached ones are among the prompt's. */
final class UsageMetadata {
    private UsageMetadata() {}

    static void write(JsonWriter json, Usage usage) {
        long thoughts = Math.max(0, usage.reasoningTokens());
        long prompt = Math.max(0, usage.promptTokens());
        long completion = Math.max(0, usage.completionTokens());
        json.object();
        json.name("promptTokenCount").number(prompt);
        json.name("candidatesTokenCount").number(Math.max(0, completion - thoughts));
        json.name("totalTokenCount").number(usage.totalTokens() >= 0 ? usage.totalTokens() : prompt + completion);
        if (usage.cachedTokens() > 0) {
            json.name("cachedContentTokenCount").number(usage.cachedTokens());
        }
        if (thoughts > 0) {
            json.name("thoughtsTokenCount").number(thoughts);
        }
        if (!usage.estimated()) {
            details(json, usage);
        }
        json.endObject();
    }

    private static void details(JsonWriter json, Usage usage) {
        boolean split = usage.textPromptTokens() >= 0;
        json.name("promptTokensDetails").array();
        detail(json, "TEXT", split ? usage.textPromptTokens() : usage.promptTokens());
        detail(json, "IMAGE", usage.imagePromptTokens());
        detail(json, "AUDIO", usage.audioPromptTokens());
        detail(json, "VIDEO", usage.videoPromptTokens());
        json.endArray();
    }

    private static void detail(JsonWriter json, String modality, long count) {
        if (count > 0) {
            json.object().name("modality").string(modality).name("tokenCount").number(count);
            json.endObject();
        }
    }
}
