package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a model would invent for a schema: one value for each property. A schema that was lost or mangled on its way up shows
 * as wrong or missing arguments of a tool, or fields of an answer, on the way down.
 */
final class Fitting {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int DEEPEST = 16;

    private final JsonNode root;

    private Fitting(JsonNode root) {
        this.root = root;
    }

    /** JSON text of an object that fits the schema. */
    static String text(JsonNode schema) {
        return new Fitting(schema).object(schema, 0).toString();
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties")
                .fields()
                .forEachRemaining(property -> object.set(property.getKey(), value(property.getValue(), depth + 1)));
        return object;
    }

    private JsonNode value(JsonNode schema, int depth) {
        if (depth > DEEPEST) {
            return JSON.nullNode();
        }
        if (schema.has("$ref")) {
            return value(root.at(schema.path("$ref").asText().substring(1)), depth + 1);
        }
        if (schema.has("const")) {
            return schema.path("const");
        }
        if (schema.path("enum").isArray()) {
            return schema.path("enum").get(0);
        }
        if (schema.path("anyOf").isArray()) {
            return value(schema.path("anyOf").get(0), depth + 1);
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
            case "string" -> JSON.textNode("Oslo");
            case "integer" -> JSON.numberNode(7);
            case "number" -> JSON.numberNode(0.5);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(value(schema.path("items"), depth + 1));
            case "object" -> object(schema, depth);
            default -> JSON.nullNode();
        };
    }
}
