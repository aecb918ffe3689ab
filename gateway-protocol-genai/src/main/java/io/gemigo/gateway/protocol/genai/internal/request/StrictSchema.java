package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a JSON Schema qualifies for strict enforcement: the root is an object, and every object in it allows no further
 * properties and requires all it has. Keywords that hold schemas in a way strict enforcement does not know disqualify.
 */
final class StrictSchema {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] PROPERTIES = ascii("properties");
    private static final byte[] REQUIRED = ascii("required");
    private static final byte[] ADDITIONAL = ascii("additionalProperties");
    private static final byte[] ITEMS = ascii("items");
    private static final byte[] ANY_OF = ascii("anyOf");
    private static final byte[] DEFS = ascii("$defs");
    private static final byte[] DEFINITIONS = ascii("definitions");

    private static final Set<String> NEVER_STRICT = Set.of(
            "allOf",
            "oneOf",
            "not",
            "if",
            "then",
            "else",
            "prefixItems",
            "contains",
            "patternProperties",
            "propertyNames",
            "dependentSchemas",
            "unevaluatedProperties");

    private final JsonCursor cursor;

    private StrictSchema(JsonCursor cursor) {
        this.cursor = cursor;
    }

    static boolean qualifies(RawJson schema) {
        StrictSchema check = new StrictSchema(new JsonCursor(JsonLimits.DEFAULT).reset(schema.window()));
        check.cursor.next();
        return check.strict(true);
    }

    /** Reads the schema the cursor stands at; afterwards the cursor stands on its last token. */
    private boolean strict(boolean root) {
        if (cursor.token() != JsonToken.OBJECT_START) {
            cursor.skipValue();
            return false;
        }
        Set<String> types = Set.of();
        boolean closed = false;
        boolean nested = true;
        Set<String> properties = new HashSet<>();
        Set<String> required = new HashSet<>();
        while (cursor.next() == JsonToken.NAME) {
            if (cursor.is(TYPE)) {
                cursor.next();
                types = types(root);
            } else if (cursor.is(ADDITIONAL)) {
                closed = cursor.next() == JsonToken.FALSE;
                cursor.skipValue();
            } else if (cursor.is(REQUIRED)) {
                cursor.next();
                strings(required);
            } else if (cursor.is(PROPERTIES)) {
                cursor.next();
                nested &= children(properties);
            } else if (cursor.is(DEFS) || cursor.is(DEFINITIONS)) {
                cursor.next();
                nested &= children(new HashSet<>());
            } else if (cursor.is(ITEMS)) {
                cursor.next();
                nested &= strict(false);
            } else if (cursor.is(ANY_OF)) {
                cursor.next();
                nested &= elements();
            } else {
                nested &= !NEVER_STRICT.contains(cursor.text());
                cursor.skipMember();
            }
        }
        boolean self = types.contains("object") ? closed && required.equals(properties) : !root && properties.isEmpty();
        return self && nested;
    }

    /** The types named, one or a list of them; the root's must be one. */
    private Set<String> types(boolean root) {
        if (cursor.token() == JsonToken.STRING) {
            return Set.of(cursor.text());
        }
        Set<String> types = new HashSet<>();
        strings(types);
        return root ? Set.of() : types;
    }

    private boolean children(Set<String> names) {
        if (cursor.token() != JsonToken.OBJECT_START) {
            cursor.skipValue();
            return false;
        }
        boolean all = true;
        while (cursor.next() == JsonToken.NAME) {
            names.add(cursor.text());
            cursor.next();
            all &= strict(false);
        }
        return all;
    }

    private boolean elements() {
        if (cursor.token() != JsonToken.ARRAY_START) {
            cursor.skipValue();
            return false;
        }
        boolean all = true;
        while (cursor.next() != JsonToken.ARRAY_END) {
            all &= strict(false);
        }
        return all;
    }

    private void strings(Set<String> into) {
        if (cursor.token() != JsonToken.ARRAY_START) {
            cursor.skipValue();
            return;
        }
        while (cursor.next() != JsonToken.ARRAY_END) {
            if (cursor.token() == JsonToken.STRING) {
                into.add(cursor.text());
            } else {
                cursor.skipValue();
            }
        }
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }
}
