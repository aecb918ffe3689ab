package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Types in a JSON Schema for answers that are written as GenAI's own {@code Schema} has them: {@code gemini-cli} 0.61 sends
 * {@code "type": "OBJECT"} in {@code responseJsonSchema}. Upstreams know the words of JSON Schema only.
 */
final class SchemaTypeNames {
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
    private static final Set<String> NAMES =
            Set.of("STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");
    /** Keywords that hold schemas under names of one's own. */
    private static final Set<String> BY_NAME = Set.of("properties", "patternProperties", "$defs", "definitions");
    /** Keywords that hold values, not schemas. */
    private static final Set<String> DATA = Set.of("enum", "const", "default", "example", "examples");

    private final JsonCursor cursor;
    private byte[] bytes;
    private boolean copied;

    private SchemaTypeNames(RawJson schema) {
        this.bytes = schema.bytes();
        this.cursor = new JsonCursor(JsonLimits.DEFAULT).reset(schema.window());
    }

    /** The schema with such types in lower case, byte for byte the same elsewhere. */
    static RawJson lowered(RawJson schema) {
        SchemaTypeNames names = new SchemaTypeNames(schema);
        names.cursor.next();
        names.schemas(false);
        return names.copied ? RawJson.trusted(names.bytes) : schema;
    }

    /** Reads the value the cursor stands at: a schema, schemas by name or in a row, or nothing of interest. */
    private void schemas(boolean byName) {
        if (cursor.token() == JsonToken.ARRAY_START) {
            while (cursor.next() != JsonToken.ARRAY_END) {
                schemas(false);
            }
        } else if (cursor.token() == JsonToken.OBJECT_START) {
            while (cursor.next() == JsonToken.NAME) {
                if (!byName && DATA.contains(cursor.text())) {
                    cursor.skipMember();
                } else if (!byName && cursor.is(TYPE)) {
                    type();
                } else {
                    boolean names = !byName && BY_NAME.contains(cursor.text());
                    cursor.next();
                    schemas(names);
                }
            }
        }
    }

    private void type() {
        if (cursor.next() == JsonToken.ARRAY_START) {
            while (cursor.next() != JsonToken.ARRAY_END) {
                name();
            }
        } else {
            name();
        }
    }

    private void name() {
        if (cursor.token() != JsonToken.STRING) {
            cursor.skipValue();
            return;
        }
        String name = cursor.text();
        if (cursor.escaped() || !NAMES.contains(name)) {
            return;
        }
        if (!copied) {
            bytes = bytes.clone();
            copied = true;
        }
        byte[] word = name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(word, 0, bytes, cursor.from(), word.length);
    }
}
