package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;

/** Text out of content that a scan has found sound. */
final class ContentParts {
    private static final JsonNames NAMES = JsonNames.of("text", "refusal");

    private ContentParts() {}

    /**
     * One JSON string of all text in {@code [from, to)}: a string as it is, the texts of parts joined.
     *
     * @param between what stands between two texts, escaped
     */
    static byte[] join(byte[] a, int from, int to, String between) {
        if (a[from] == '"') {
            return Arrays.copyOfRange(a, from, to);
        }
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT).reset(a, from, to);
        ByteBuilder text = new ByteBuilder(to - from);
        text.append('"');
        json.next();
        boolean first = true;
        while (json.depth() > 0) {
            boolean name = json.next() == JsonToken.NAME;
            if (name && json.depth() == 2 && NAMES.find(json) != JsonNames.UNKNOWN) {
                json.next();
                text.append(first ? "" : between);
                first = false;
                text.append(a, json.from(), json.to());
            } else if (name) {
                json.skipMember();
            }
        }
        return text.append('"').toBytes();
    }
}
