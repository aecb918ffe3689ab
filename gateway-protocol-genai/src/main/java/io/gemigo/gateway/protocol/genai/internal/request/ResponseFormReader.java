package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.protocol.genai.internal.wire.EnumAnswers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the three fields that say what form the answer has, and makes them one. Single-owner. */
final class ResponseFormReader {
    private static final String NAME = "response";
    private static final String PATH = "generation_config.";

    private final ProtoReader in;
    private final SchemaReader schemas;

    private @Nullable String mimeType;
    private @Nullable SchemaNode schema;
    private @Nullable RawJson jsonSchema;
    private List<RawJson> jsonSchemaEnum = List.of();

    ResponseFormReader(ProtoReader in, SchemaReader schemas) {
        this.in = in;
        this.schemas = schemas;
    }

    void mimeType() {
        String mime = in.string();
        mimeType = mime.isEmpty() ? null : mime.toLowerCase(Locale.ROOT);
    }

    void schema() {
        schema = schemas.read();
    }

    void jsonSchema() {
        if (in.cursor().token() != JsonToken.OBJECT_START) {
            throw in.value("must be an object.");
        }
        jsonSchema = SchemaTypeNames.lowered(withoutDialect());
    }

    /** The values of an enum, for the answer that is one of them. */
    private static List<RawJson> values(RawJson list) {
        List<RawJson> values = new ArrayList<>();
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(list.window());
        if (cursor.next() == JsonToken.ARRAY_START) {
            while (cursor.next() != JsonToken.ARRAY_END) {
                values.add(RawJson.trusted(cursor.rawValue()));
            }
        }
        return values;
    }

    /** Whether the answer is one bare word of a list. */
    boolean wantsEnum() {
        return mimeType != null && mimeType.equals("text/x.enum");
    }

    /** What the fields together ask for. */
    ResponseFormat format() {
        SchemaNode node = schema;
        RawJson json = jsonSchema;
        if (node != null && json != null) {
            throw invalid("response_schema", "response_schema and response_json_schema exclude each other.");
        }
        boolean hasSchema = node != null || json != null;
        String mime = mimeType;
        if (mime == null && hasSchema) {
            in.warnings()
                    .mapped("genai", "generationConfig." + (node != null ? "responseSchema" : "responseJsonSchema"));
            mime = "application/json";
        }
        if (mime == null) {
            return new ResponseFormat.Text();
        }
        return switch (mime) {
            case "application/json" ->
                hasSchema ? json(json != null ? json : toJson(node)) : new ResponseFormat.JsonObject();
            case "text/x.enum" -> enumeration();
            case "text/plain" -> {
                if (hasSchema) {
                    throw invalid("response_mime_type", "a schema needs the type application/json.");
                }
                yield new ResponseFormat.Text();
            }
            default -> throw invalid("response_mime_type", "must be one of text/plain, application/json, text/x.enum.");
        };
    }

    private static RawJson toJson(@Nullable SchemaNode node) {
        return node == null ? RawJson.EMPTY_OBJECT : node.toJson();
    }

    private static ResponseFormat json(RawJson schema) {
        return new ResponseFormat.JsonSchema(NAME, null, schema, StrictSchema.qualifies(schema) ? Boolean.TRUE : null);
    }

    /** One word of a list, asked for as an object with one property, since upstreams enforce objects only. */
    private ResponseFormat enumeration() {
        List<RawJson> values = schema == null ? jsonSchemaEnum : schema.enumValues;
        if (values.isEmpty()) {
            throw invalid("response_schema", "text/x.enum needs a schema with an enum.");
        }
        ByteBuilder out = new ByteBuilder(256);
        JsonWriter json = new JsonWriter(out);
        json.object().name("type").string("object").name("properties").object();
        json.name(EnumAnswers.PROPERTY)
                .object()
                .name("type")
                .string("string")
                .name("enum")
                .array();
        values.forEach(json::raw);
        json.endArray().endObject().endObject();
        json.name("required").array().string(EnumAnswers.PROPERTY).endArray();
        json.name("additionalProperties").bool(false).endObject();
        return new ResponseFormat.JsonSchema(NAME, null, RawJson.trusted(out.toBytes()), Boolean.TRUE);
    }

    /** The schema without {@code $schema}, which says nothing about answers and which upstreams refuse. */
    private RawJson withoutDialect() {
        ByteBuilder out = new ByteBuilder(256);
        JsonWriter json = new JsonWriter(out).object();
        while (in.cursor().next() == JsonToken.NAME) {
            String name = in.cursor().text();
            in.cursor().next();
            RawJson value = in.compact();
            if (name.equals("enum")) {
                jsonSchemaEnum = values(value);
            }
            if (!name.equals("$schema")) {
                json.name(name).raw(value);
            }
        }
        json.endObject();
        return RawJson.trusted(out.toBytes());
    }

    private static InvalidFieldException invalid(String field, String reason) {
        return new InvalidFieldException(
                new InvalidRequest(InvalidRequest.INVALID_VALUE, PATH + field, PATH + field + ": " + reason));
    }
}
