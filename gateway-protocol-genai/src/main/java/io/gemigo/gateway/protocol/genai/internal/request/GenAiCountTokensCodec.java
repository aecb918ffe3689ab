package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.CountTokensCodec;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.Warnings;
import java.util.EnumSet;

/** The codecs of one {@code countTokens}. Loop-confined. */
public final class GenAiCountTokensCodec implements CountTokensCodec {
    private final String model;

    /** The kinds of media in the prompt: only the tokens of a single one can be told apart from those of the text. */
    private final EnumSet<MediaType> media = EnumSet.noneOf(MediaType.class);

    /** Codecs for one request of the model the path names. */
    public GenAiCountTokensCodec(String model) {
        this.model = model;
    }

    @Override
    public Outcome<ChatRequest> decode(Window body, Warnings warnings) {
        Outcome<GenerateContentInput> input = GenerateContentReader.readCounted(model, body, warnings);
        Failure failure = input.failure();
        if (failure != null) {
            return Outcome.failed(failure);
        }
        ChatRequest chat = input.value().chat();
        for (Message message : chat.messages()) {
            for (Part part : message.parts()) {
                if (part instanceof Part.Media seen) {
                    media.add(seen.type());
                }
            }
        }
        return Outcome.of(chat);
    }

    @Override
    public byte[] encode(TokenCount count) {
        ByteBuilder out = new ByteBuilder(128);
        JsonWriter json = new JsonWriter(out);
        json.object().name("totalTokens").number(count.total());
        if (media.size() <= 1) {
            json.name("promptTokensDetails").array();
            detail(json, "TEXT", count.text());
            for (MediaType kind : media) {
                detail(json, modality(kind), count.media());
            }
            json.endArray();
        }
        json.endObject();
        return out.toBytes();
    }

    private static void detail(JsonWriter json, String modality, long tokens) {
        if (tokens > 0) {
            json.object().name("modality").string(modality).name("tokenCount").number(tokens);
            json.endObject();
        }
    }

    private static String modality(MediaType kind) {
        return switch (kind) {
            case IMAGE -> "IMAGE";
            case AUDIO -> "AUDIO";
            case VIDEO -> "VIDEO";
            case FILE -> "DOCUMENT";
        };
    }
}
