package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a {@code usage} object. Reused; loop-confined. */
final class UsageReader {
    /** Above this a number cannot be trusted to be what was meant: JSON's common ground ends here. */
    private static final long MAX_COUNT = 1L << 53;

    private static final JsonNames MEMBERS = JsonNames.of(
            "prompt_tokens", "completion_tokens", "total_tokens", "prompt_tokens_details", "completion_tokens_details");
    private static final JsonNames PROMPT_DETAILS = JsonNames.of(
            "cached_tokens",
            "cache_write_tokens",
            "cache_creation_input_tokens",
            "text_tokens",
            "image_tokens",
            "audio_tokens",
            "video_tokens");
    private static final JsonNames COMPLETION_DETAILS = JsonNames.of("reasoning_tokens", "text_tokens", "audio_tokens");
    private static final byte[] QUOTED_CACHE_WRITE_TOKENS =
            "\"cache_write_tokens\"".getBytes(StandardCharsets.US_ASCII);

    private long prompt;
    private long completion;
    private long total;
    private long cached;
    private long cacheWrite;
    private long reasoning;
    private long text;
    private long image;
    private long audio;
    private long video;
    private long textOut;
    private long audioOut;
    /** Where the name stands that some upstreams have for {@code cache_write_tokens}, -1 if nowhere. */
    private int nameFrom = -1;

    private int nameTo = -1;
    /** Whether the right name is there too. */
    private boolean named;

    /** Reads the object the cursor stands at the start of; null if it does not hold usable counts. */
    @Nullable
    Usage read(JsonCursor cursor) {
        prompt = completion = total = cached = cacheWrite = reasoning = text = image = audio = video = Usage.ABSENT;
        textOut = audioOut = Usage.ABSENT;
        nameFrom = -1;
        named = false;
        while (cursor.next() == JsonToken.NAME) {
            switch (MEMBERS.find(cursor)) {
                case 0 -> prompt = count(cursor);
                case 1 -> completion = count(cursor);
                case 2 -> total = count(cursor);
                case 3 -> details(cursor, true);
                case 4 -> details(cursor, false);
                default -> cursor.skipMember();
            }
        }
        if (prompt == Usage.ABSENT || completion == Usage.ABSENT) {
            return null;
        }
        long sum = total == Usage.ABSENT ? prompt + completion : total;
        return new Usage(
                prompt,
                completion,
                sum,
                cached,
                cacheWrite,
                reasoning,
                text,
                image,
                audio,
                video,
                textOut,
                audioOut,
                false);
    }

    /** Gives the count of tokens written to a cache the name clients know, in the usage read last. */
    void rename(Splice splice) {
        if (nameFrom >= 0 && !named) {
            splice.replace(nameFrom, nameTo, QUOTED_CACHE_WRITE_TOKENS);
        }
    }

    private void details(JsonCursor cursor, boolean ofPrompt) {
        if (cursor.next() != JsonToken.OBJECT_START) {
            cursor.skipValue();
            return;
        }
        while (cursor.next() == JsonToken.NAME) {
            if (ofPrompt) {
                promptDetail(cursor);
            } else {
                completionDetail(cursor);
            }
        }
    }

    private void promptDetail(JsonCursor cursor) {
        switch (PROMPT_DETAILS.find(cursor)) {
            case 0 -> cached = count(cursor);
            case 1 -> {
                named = true;
                cacheWrite = count(cursor);
            }
            case 2 -> {
                nameFrom = cursor.outerFrom();
                nameTo = cursor.outerTo();
                cacheWrite = count(cursor);
            }
            case 3 -> text = count(cursor);
            case 4 -> image = count(cursor);
            case 5 -> audio = count(cursor);
            case 6 -> video = count(cursor);
            default -> cursor.skipMember();
        }
    }

    private void completionDetail(JsonCursor cursor) {
        switch (COMPLETION_DETAILS.find(cursor)) {
            case 0 -> reasoning = count(cursor);
            case 1 -> textOut = count(cursor);
            case 2 -> audioOut = count(cursor);
            default -> cursor.skipMember();
        }
    }

    private static long count(JsonCursor cursor) {
        if (cursor.next() != JsonToken.NUMBER) {
            cursor.skipValue();
            return Usage.ABSENT;
        }
        long value = cursor.isLong() ? cursor.longValue() : Usage.ABSENT;
        return value < 0 || value > MAX_COUNT ? Usage.ABSENT : value;
    }
}
