package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonWriter;

/** Writes token counts; details only where they are known. Stateless. */
public final class UsageWriter {
    private UsageWriter() {}

    /** Writes the value of {@code usage}. */
    public static void write(JsonWriter json, Usage usage) {
        json.object();
        json.name("prompt_tokens").number(usage.promptTokens());
        json.name("completion_tokens").number(usage.completionTokens());
        json.name("total_tokens").number(usage.totalTokens());
        long known = usage.cachedTokens()
                & usage.cacheWriteTokens()
                & usage.textPromptTokens()
                & usage.imagePromptTokens()
                & usage.audioPromptTokens()
                & usage.videoPromptTokens();
        if (known != Usage.ABSENT) {
            json.name("prompt_tokens_details").object();
            count(json, "cached_tokens", usage.cachedTokens());
            count(json, "cache_write_tokens", usage.cacheWriteTokens());
            count(json, "text_tokens", usage.textPromptTokens());
            count(json, "image_tokens", usage.imagePromptTokens());
            count(json, "audio_tokens", usage.audioPromptTokens());
            count(json, "video_tokens", usage.videoPromptTokens());
            json.endObject();
        }
        long knownOut = usage.reasoningTokens() & usage.textCompletionTokens() & usage.audioCompletionTokens();
        if (knownOut != Usage.ABSENT) {
            json.name("completion_tokens_details").object();
            count(json, "reasoning_tokens", usage.reasoningTokens());
            count(json, "text_tokens", usage.textCompletionTokens());
            count(json, "audio_tokens", usage.audioCompletionTokens());
            json.endObject();
        }
        json.endObject();
    }

    private static void count(JsonWriter json, String name, long tokens) {
        if (tokens != Usage.ABSENT) {
            json.name(name).number(tokens);
        }
    }
}
