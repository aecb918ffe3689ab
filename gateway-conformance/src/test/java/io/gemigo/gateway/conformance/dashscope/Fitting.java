package io.gemigo.gateway.conformance.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Arguments a model would invent for a tool: one value for each property of its schema. A schema that was lost or
 * mangled on its way up shows as wrong or missing arguments on the way down.
 */
final class ToolArguments {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ToolArguments() {}

    /** JSON text of an object that fits the schema. */
    static String fitting(JsonNode schema) {
        return object(schema).toString();
    }

    private static ObjectNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        schema.path("properties")
                .fields()
                .forEachRemaining(property -> object.set(property.getKey(), value(property.getValue())));
        return object;
    }

    private static JsonNode value(JsonNode schema) {
        if (schema.path("enum").isArray()) {
            return schema.path("enum").get(0);
        }
        return switch (schema.path("type").asText()) {
            case "string" -> JSON.textNode("Oslo");
            case "integer" -> JSON.numberNode(7);
            case "number" -> JSON.numberNode(0.5);
            case "boolean" -> JSON.booleanNode(true);
            case "array" -> JSON.arrayNode().add(value(schema.path("items")));
            case "object" -> object(schema);
            default -> JSON.nullNode();
        };
    }
}
