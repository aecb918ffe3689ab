package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.CountTokensCodec;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.Warnings;

/** The codecs of one {@code countTokens}. Loop-confined. */
public final class GenAiCountTokensCodec implements CountTokensCodec {
    private final String model;

    private boolean textOnly;

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
        textOnly = !chat.hasMedia();
        return Outcome.of(chat);
    }

    @Override
    public byte[] encode(TokenCount count) {
        ByteBuilder out = new ByteBuilder(128);
        JsonWriter json = new JsonWriter(out);
        json.object().name("totalTokens").number(count.total());
        if (textOnly) {
            json.name("promptTokensDetails").array().object();
            json.name("modality").string("TEXT").name("tokenCount").number(count.text());
            json.endObject().endArray();
        }
        json.endObject();
        return out.toBytes();
    }
}
