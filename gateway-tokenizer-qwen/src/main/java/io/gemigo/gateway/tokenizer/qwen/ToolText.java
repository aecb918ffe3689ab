package io.gemigo.gateway.tokenizer.qwen;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.json.RawJson;

/** A function as the template shows it: JSON with a space behind every comma and colon. Stateless. */
final class ToolText {
    private ToolText() {}

    static String of(Tool.Function function) {
        JsonWriter json = new JsonWriter(new ByteBuilder(256)).object();
        json.name("type").string("function").name("function").object();
        json.name("name").string(function.name());
        String description = function.description();
        if (description != null) {
            json.name("description").string(description);
        }
        RawJson parameters = function.parameters();
        if (parameters != null) {
            json.name("parameters").raw(parameters);
        }
        json.endObject().endObject();
        return spaced(json.out().utf8());
    }

    /** The same JSON with the white space of Python's writer. */
    private static String spaced(String json) {
        StringBuilder out = new StringBuilder(json.length() + 64);
        boolean quoted = false;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (quoted) {
                out.append(c);
                if (c == '\\') {
                    out.append(json.charAt(++i));
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == ',' || c == ':') {
                out.append(c).append(' ');
            } else if (c > ' ') {
                quoted = c == '"';
                out.append(c);
            }
        }
        return out.toString();
    }
}
