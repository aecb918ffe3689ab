package io.gemigo.gateway.protocol.genai.internal.wire;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonToken;

/** Copies a JSON value without white space and with escapes only where they are needed. */
public final class CompactJson {
    private CompactJson() {}

    /** Copies the value the cursor stands at the start of; afterwards the cursor stands on the value's last token. */
    public static void copy(JsonCursor cursor, ByteBuilder out) {
        int outer = cursor.depth() - (isOpening(cursor.token()) ? 1 : 0);
        boolean comma = false;
        while (true) {
            JsonToken token = cursor.token();
            if (comma && token != JsonToken.OBJECT_END && token != JsonToken.ARRAY_END) {
                out.append(',');
            }
            write(cursor, token, out);
            comma = !isOpening(token) && token != JsonToken.NAME;
            if (token != JsonToken.NAME && cursor.depth() == outer) {
                return;
            }
            cursor.next();
        }
    }

    private static boolean isOpening(JsonToken token) {
        return token == JsonToken.OBJECT_START || token == JsonToken.ARRAY_START;
    }

    private static void write(JsonCursor cursor, JsonToken token, ByteBuilder out) {
        switch (token) {
            case NAME -> {
                string(cursor, out);
                out.append(':');
            }
            case STRING -> string(cursor, out);
            case START, END -> throw new IllegalStateException("no value begins here");
            case OBJECT_START, OBJECT_END, ARRAY_START, ARRAY_END, NUMBER, TRUE, FALSE, NULL ->
                out.append(cursor.array(), cursor.from(), cursor.to());
        }
    }

    private static void string(JsonCursor cursor, ByteBuilder out) {
        out.append('"');
        if (cursor.escaped()) {
            JsonText.escapeTo(out, cursor.text());
        } else {
            out.append(cursor.array(), cursor.from(), cursor.to());
        }
        out.append('"');
    }
}
