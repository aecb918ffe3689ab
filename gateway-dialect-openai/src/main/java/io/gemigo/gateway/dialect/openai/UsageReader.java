package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a {@code usage} object. Reused; loop-confined. */
final class UsageReader {
    /** Above this a number cannot be trusted to be what was meant: JSON's common ground ends here. */
    private static final long MAX_COUNT = 1L << 53;

    private static final byte[] PROMPT_TOKENS = bytes("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = bytes("completion_tokens");
    private static final byte[] TOTAL_TOKENS = bytes("total_tokens");
    private static final byte[] PROMPT_TOKENS_DETAILS = bytes("prompt_tokens_details");
    private static final byte[] COMPLETION_TOKENS_DETAILS = bytes("completion_tokens_details");
    private static final byte[] CACHED_TOKENS = bytes("cached_tokens");
    private static final byte[] CACHE_WRITE_TOKENS = bytes("cache_write_tokens");
    private static final byte[] QUOTED_CACHE_WRITE_TOKENS = bytes("\"cache_write_tokens\"");
    private static final byte[] CACHE_CREATION_INPUT_TOKENS = bytes("cache_creation_input_tokens");
    private static final byte[] REASONING_TOKENS = bytes("reasoning_tokens");
    private static final byte[] TEXT_TOKENS = bytes("text_tokens");
    private static final byte[] IMAGE_TOKENS = bytes("image_tokens");
    private static final byte[] AUDIO_TOKENS = bytes("audio_tokens");
    private static final byte[] VIDEO_TOKENS = bytes("video_tokens");

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

    private static byte[] bytes(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /** Reads the object the cursor stands at the start of; null if it does not hold usable counts. */
    @Nullable
    Usage read(JsonCursor cursor) {
        prompt = completion = total = cached = cacheWrite = reasoning = text = image = audio = video = Usage.ABSENT;
        textOut = audioOut = Usage.ABSENT;
        nameFrom = -1;
        named = false;
        while (cursor.next() == JsonToken.NAME) {
            if (cursor.is(PROMPT_TOKENS)) {
                prompt = count(cursor);
            } else if (cursor.is(COMPLETION_TOKENS)) {
                completion = count(cursor);
            } else if (cursor.is(TOTAL_TOKENS)) {
                total = count(cursor);
            } else if (cursor.is(PROMPT_TOKENS_DETAILS)) {
                details(cursor, true);
            } else if (cursor.is(COMPLETION_TOKENS_DETAILS)) {
                details(cursor, false);
            } else {
                cursor.skipMember();
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
        if (cursor.is(CACHED_TOKENS)) {
            cached = count(cursor);
        } else if (cursor.is(CACHE_WRITE_TOKENS)) {
            named = true;
            cacheWrite = count(cursor);
        } else if (cursor.is(CACHE_CREATION_INPUT_TOKENS)) {
            nameFrom = cursor.outerFrom();
            nameTo = cursor.outerTo();
            cacheWrite = count(cursor);
        } else if (cursor.is(TEXT_TOKENS)) {
            text = count(cursor);
        } else if (cursor.is(IMAGE_TOKENS)) {
            image = count(cursor);
        } else if (cursor.is(AUDIO_TOKENS)) {
            audio = count(cursor);
        } else if (cursor.is(VIDEO_TOKENS)) {
            video = count(cursor);
        } else {
            cursor.skipMember();
        }
    }

    private void completionDetail(JsonCursor cursor) {
        if (cursor.is(REASONING_TOKENS)) {
            reasoning = count(cursor);
        } else if (cursor.is(TEXT_TOKENS)) {
            textOut = count(cursor);
        } else if (cursor.is(AUDIO_TOKENS)) {
            audioOut = count(cursor);
        } else {
            cursor.skipMember();
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
