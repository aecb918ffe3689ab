package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;
import org.jspecify.annotations.Nullable;

/** Reads a {@code functionCall} or {@code functionResponse}. For one use, single-owner. */
final class FunctionPartReader {
    private static final FieldTable CALL = FieldTable.of("id", "name", "args", "partialArgs", "willContinue");
    private static final FieldTable RESPONSE =
            FieldTable.of("id", "name", "response", "parts", "willContinue", "scheduling");

    private final ProtoReader in;

    private @Nullable String id;
    private @Nullable String name;
    private RawJson json = RawJson.EMPTY_OBJECT;

    FunctionPartReader(ProtoReader in) {
        this.in = in;
    }

    InputPart call() {
        in.object(CALL, field -> {
            switch (field) {
                case "id" -> id = in.string();
                case "name" -> name = in.string();
                case "args" -> json = in.compactObject();
                // Without them the call would be another one.
                case "partialArgs" -> throw in.unsupported();
                case "willContinue" -> in.skipWithWarning();
                default -> throw ProtoReader.unlisted(field);
            }
        });
        String called = name;
        if (called == null || called.isEmpty()) {
            throw in.missing("name");
        }
        return new InputPart.Call(id, called, json, in.camelPath());
    }

    InputPart response() {
        in.object(RESPONSE, field -> {
            switch (field) {
                case "id" -> id = in.string();
                case "name" -> name = in.string();
                case "response" -> json = response(in.cursor().token());
                case "parts" -> {
                    if (in.list(in::skip) > 0) {
                        throw in.unsupported();
                    }
                }
                case "willContinue", "scheduling" -> in.skipWithWarning();
                default -> throw ProtoReader.unlisted(field);
            }
        });
        return new InputPart.Result(id, name, json, in.snakePath());
    }

    /** An object as it is; what else clients send, wrapped into one. */
    private RawJson response(JsonToken token) {
        RawJson value = in.compact();
        if (token == JsonToken.OBJECT_START) {
            return value;
        }
        ByteBuilder wrapped = new ByteBuilder(value.bytes().length + 16);
        new JsonWriter(wrapped).object().name("result").raw(value).endObject();
        return RawJson.trusted(wrapped.toBytes());
    }
}
