package io.gemigo.gateway.testkit.json;

import io.gemigo.gateway.testkit.json.Json.ArrayValue;
import io.gemigo.gateway.testkit.json.Json.BooleanValue;
import io.gemigo.gateway.testkit.json.Json.NullValue;
import io.gemigo.gateway.testkit.json.Json.NumberValue;
import io.gemigo.gateway.testkit.json.Json.ObjectValue;
import io.gemigo.gateway.testkit.json.Json.StringValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Builds the tree from the token stream. Depth is bounded by the parser's own limit, so recursion is safe here. A
 * repeated key is refused: the gateway must never write one, and a tree would hide it.
 */
final class JsonReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonReader() {}

    static Json read(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new IllegalArgumentException("no JSON value: the text is empty");
            }
            Json value = value(parser, first);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("text goes on after the JSON value");
            }
            return value;
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Json value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> new StringValue(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberValue(parser.getString());
            case VALUE_TRUE -> new BooleanValue(true);
            case VALUE_FALSE -> new BooleanValue(false);
            case VALUE_NULL -> new NullValue();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalArgumentException("unexpected " + token);
        };
    }

    private static Json object(JsonParser parser) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            members.put(key, value(parser, parser.nextToken()));
        }
        return new ObjectValue(members);
    }

    private static Json array(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            items.add(value(parser, token));
        }
        return new ArrayValue(items);
    }
}
