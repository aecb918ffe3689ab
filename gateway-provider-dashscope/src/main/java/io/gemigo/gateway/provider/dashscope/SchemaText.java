package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Finds the schema in a relayed {@code response_format}. */
final class SchemaText {
    private static final JsonNames NAMES = JsonNames.of("json_schema", "schema");

    private SchemaText() {}

    /** The schema as written, null if there is none. */
    static @Nullable String of(ChatRequestScan scan) {
        int member = scan.member(ChatField.RESPONSE_FORMAT);
        JsonCursor json =
                new JsonCursor(JsonLimits.DEFAULT).reset(scan.array(), scan.valueFrom(member), scan.valueTo(member));
        json.next();
        return inside(json, 0);
    }

    private static @Nullable String inside(JsonCursor json, int name) {
        while (json.next() == JsonToken.NAME) {
            if (NAMES.find(json) != name) {
                json.skipMember();
            } else if (json.next() != JsonToken.OBJECT_START) {
                json.skipValue();
            } else if (name == 0) {
                return inside(json, 1);
            } else {
                return new String(json.rawValue(), StandardCharsets.UTF_8);
            }
        }
        return null;
    }
}
