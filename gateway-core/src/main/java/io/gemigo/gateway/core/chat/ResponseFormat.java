package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.json.RawJson;
import org.jspecify.annotations.Nullable;

/** The form the answer's text must have. Immutable; {@code toString} prints no description. */
public sealed interface ResponseFormat {
    /** Which case this is, for exhaustive switches. */
    Kind kind();

    /** The cases. */
    enum Kind {
        /** {@link Text}. */
        TEXT,
        /** {@link JsonObject}. */
        JSON_OBJECT,
        /** {@link JsonSchema}. */
        JSON_SCHEMA
    }

    /** Any text. */
    record Text() implements ResponseFormat {
        @Override
        public Kind kind() {
            return Kind.TEXT;
        }
    }

    /** Some JSON object. */
    record JsonObject() implements ResponseFormat {
        @Override
        public Kind kind() {
            return Kind.JSON_OBJECT;
        }
    }

    /**
     * JSON that fits a schema.
     *
     * @param name of the schema, at most 64 characters of {@code [A-Za-z0-9_-]}
     * @param schema plain JSON Schema, null if the client gave none
     * @param strict whether the upstream must enforce it, null if not said
     */
    record JsonSchema(
            String name,
            @Nullable String description,
            @Nullable RawJson schema,
            @Nullable Boolean strict) implements ResponseFormat {
        @Override
        public Kind kind() {
            return Kind.JSON_SCHEMA;
        }

        @Override
        public String toString() {
            return "JsonSchema[" + name + ", " + schema + "]";
        }
    }
}
