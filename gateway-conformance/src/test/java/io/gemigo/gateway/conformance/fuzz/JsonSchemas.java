package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says whether values fit a JSON Schema, as far as the schemas go that are made here. */
final class JsonSchemas {
    private final Json root;

    private JsonSchemas(Json root) {
        this.root = root;
    }

    /** Whether a value fits a schema. */
    static boolean fits(Json schema, Json value) {
        return new JsonSchemas(schema).check(schema, value);
    }

    private boolean check(Json schema, Json value) {
        if (schema.kind() == Json.Kind.BOOLEAN) {
            return schema.asBoolean();
        }
        for (Map.Entry<String, Json> rule : schema.members().entrySet()) {
            if (!rule(rule.getKey(), rule.getValue(), schema, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean rule(String name, Json rule, Json schema, Json value) {
        return switch (name) {
            case "type" ->
                rule.kind() == Json.Kind.ARRAY
                        ? rule.elements().stream().anyMatch(type -> is(type.asString(), value))
                        : is(rule.asString(), value);
            case "enum" -> rule.elements().contains(value);
            case "anyOf" -> rule.elements().stream().anyMatch(each -> check(each, value));
            case "allOf" -> rule.elements().stream().allMatch(each -> check(each, value));
            case "oneOf" ->
                rule.elements().stream().filter(each -> check(each, value)).count() == 1;
            case "$ref" -> check(definition(rule.asString()), value);
            case "items" ->
                value.kind() != Json.Kind.ARRAY || value.elements().stream().allMatch(each -> check(rule, each));
            case "properties" ->
                value.kind() != Json.Kind.OBJECT
                        || rule.members().entrySet().stream()
                                .allMatch(property -> fitsIfThere(property.getValue(), value.find(property.getKey())));
            case "required" ->
                value.kind() != Json.Kind.OBJECT
                        || rule.elements().stream().allMatch(required -> value.has(required.asString()));
            case "additionalProperties" -> value.kind() != Json.Kind.OBJECT || others(rule, schema, value);
            case "minItems" ->
                value.kind() != Json.Kind.ARRAY || value.elements().size() >= rule.asLong();
            case "maxItems" ->
                value.kind() != Json.Kind.ARRAY || value.elements().size() <= rule.asLong();
            case "minLength" -> value.kind() != Json.Kind.STRING || length(value) >= rule.asLong();
            case "maxLength" -> value.kind() != Json.Kind.STRING || length(value) <= rule.asLong();
            case "minimum" -> value.kind() != Json.Kind.NUMBER || real(value) >= real(rule);
            case "maximum" -> value.kind() != Json.Kind.NUMBER || real(value) <= real(rule);
            case "title", "description", "default", "examples", "format", "$defs" -> true;
            default -> throw new AssertionError("no member of JSON Schema: " + name + " in " + schema);
        };
    }

    private boolean fitsIfThere(Json schema, @Nullable Json value) {
        return value == null || check(schema, value);
    }

    private boolean others(Json rule, Json schema, Json value) {
        Json properties = schema.find("properties");
        return value.members().entrySet().stream()
                .filter(member -> properties == null || !properties.has(member.getKey()))
                .allMatch(member -> check(rule, member.getValue()));
    }

    private Json definition(String reference) {
        List<String> path = List.of(reference.substring(2).split("/"));
        Json at = root;
        for (String name : path) {
            at = at.at(name.replace("~1", "/"));
        }
        return at;
    }

    private static boolean is(String type, Json value) {
        return switch (type) {
            case "string" -> value.kind() == Json.Kind.STRING;
            case "number" -> value.kind() == Json.Kind.NUMBER;
            case "integer" -> value.kind() == Json.Kind.NUMBER && Shape.whole(value);
            case "boolean" -> value.kind() == Json.Kind.BOOLEAN;
            case "array" -> value.kind() == Json.Kind.ARRAY;
            case "object" -> value.kind() == Json.Kind.OBJECT;
            case "null" -> value.kind() == Json.Kind.NULL;
            default -> throw new AssertionError("no type of JSON Schema: " + type);
        };
    }

    private static int length(Json value) {
        String text = value.asString();
        return text.codePointCount(0, text.length());
    }

    private static double real(Json number) {
        return Double.parseDouble(number.toString());
    }
}
