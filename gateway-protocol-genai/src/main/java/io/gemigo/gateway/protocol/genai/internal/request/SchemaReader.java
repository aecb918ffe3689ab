package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Schema, the dialect's subset of OpenAPI's, into JSON Schema. Types in any case or by number; names of properties
 * are data and never renamed. Members of plain JSON Schema that clients mix in go on; the schemas in them are Schemas too.
 * Single-owner.
 */
final class SchemaReader {
    private static final FieldTable SCHEMA = FieldTable.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "items",
            "minItems",
            "maxItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "additionalProperties",
            "const",
            "oneOf",
            "allOf",
            "not",
            "prefixItems",
            "patternProperties",
            "$ref|ref",
            "$defs|defs",
            "definitions",
            "examples",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "uniqueItems");
    private static final EnumTable TYPES = EnumTable.of(
            "Type", "TYPE_UNSPECIFIED", "STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");

    private final ProtoReader in;

    SchemaReader(ProtoReader in) {
        this.in = in;
    }

    SchemaNode read() {
        SchemaNode node = new SchemaNode();
        in.object(SCHEMA, field -> member(node, field));
        return node;
    }

    private void member(SchemaNode node, String field) {
        switch (field) {
            case "type" ->
                in.list(() -> {
                    String type = type();
                    if (type != null) {
                        node.types.add(type);
                    }
                });
            case "format" -> node.format = in.string();
            case "nullable" -> node.nullable = in.bool();
            case "enum" -> in.list(() -> node.enumValues.add(in.compact()));
            case "items" -> node.items = read();
            case "properties" -> {
                node.hasProperties = true;
                in.map(name -> node.properties.put(name, read()));
            }
            case "anyOf" -> in.list(() -> node.anyOf.add(read()));
            case "propertyOrdering" -> in.list(() -> node.ordering.add(in.string()));
            case "required" -> plain(node, field, required());
            case "minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength" ->
                plain(node, field, RawJson.of(Long.toString(in.integer(0, Long.MAX_VALUE))));
            case "minimum", "maximum" -> plain(node, field, in.anyNumber());
            case "example" -> plain(node, "examples", list(in.compact()));
            case "title", "description", "pattern" -> plain(node, field, in.compactString());
            case "additionalProperties" -> {
                boolean allowedOrNot = in.cursor().token() != JsonToken.OBJECT_START;
                plain(node, field, allowedOrNot ? in.compact() : read().toJson());
            }
            case "not" -> plain(node, field, read().toJson());
            case "oneOf", "allOf", "prefixItems" -> plain(node, field, schemas());
            case "patternProperties" -> plain(node, field, namedSchemas());
            case "$defs", "definitions" -> node.definitions.add(new SchemaNode.Member(field, namedSchemas()));
            case "$ref" -> plain(node, field, reference(in.string()));
            case "default", "const", "examples", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "uniqueItems" ->
                plain(node, field, in.compact());
            default -> throw ProtoReader.unlisted(field);
        }
    }

    private RawJson schemas() {
        JsonWriter json = new JsonWriter(new ByteBuilder(256)).array();
        in.list(() -> json.raw(read().toJson()));
        return RawJson.trusted(json.endArray().out().toBytes());
    }

    private RawJson namedSchemas() {
        JsonWriter json = new JsonWriter(new ByteBuilder(256)).object();
        in.map(name -> json.name(name).raw(read().toJson()));
        return RawJson.trusted(json.endObject().out().toBytes());
    }

    /** The dialect's definitions are called {@code defs}, JSON Schema's {@code $defs}. */
    private static RawJson reference(String to) {
        String renamed = to.startsWith("#/defs/") ? "#/$defs/" + to.substring("#/defs/".length()) : to;
        return RawJson.trusted(
                new JsonWriter(new ByteBuilder(64)).string(renamed).out().toBytes());
    }

    private static void plain(SchemaNode node, String name, RawJson value) {
        node.plain.add(new SchemaNode.Member(name, value));
    }

    private @Nullable String type() {
        String name = in.cursor().token() == JsonToken.STRING
                ? TYPES.byName(in.string().toUpperCase(Locale.ROOT))
                : in.enumName(TYPES);
        if (name == null) {
            throw in.value("the type is not one of STRING, NUMBER, INTEGER, BOOLEAN, ARRAY, OBJECT, NULL.");
        }
        return name.equals("TYPE_UNSPECIFIED") ? null : name.toLowerCase(Locale.ROOT);
    }

    private RawJson required() {
        ByteBuilder out = new ByteBuilder(64);
        JsonWriter json = new JsonWriter(out).array();
        in.list(() -> json.string(in.string()));
        json.endArray();
        return RawJson.trusted(out.toBytes());
    }

    private static RawJson list(RawJson value) {
        ByteBuilder out = new ByteBuilder(value.bytes().length + 2);
        new JsonWriter(out).array().raw(value).endArray();
        return RawJson.trusted(out.toBytes());
    }
}
