package io.gemigo.gateway.testkit.json;

import io.gemigo.gateway.testkit.json.Json.BooleanValue;
import io.gemigo.gateway.testkit.json.Json.NumberValue;
import java.util.Locale;

/** Writes a tree on one line, for messages and for request bodies made up by tests. */
final class JsonText {

    private JsonText() {}

    static String compact(Json value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value.kind()) {
            case OBJECT -> {
                char separator = '{';
                for (var member : value.members().entrySet()) {
                    out.append(separator);
                    quote(member.getKey(), out);
                    out.append(':');
                    write(member.getValue(), out);
                    separator = ',';
                }
                out.append(separator == '{' ? "{}" : "}");
            }
            case ARRAY -> {
                char separator = '[';
                for (Json element : value.elements()) {
                    out.append(separator);
                    write(element, out);
                    separator = ',';
                }
                out.append(separator == '[' ? "[]" : "]");
            }
            case STRING -> quote(value.asString(), out);
            case NUMBER -> out.append(((NumberValue) value).text());
            case BOOLEAN -> out.append(((BooleanValue) value).value());
            case NULL -> out.append("null");
        }
    }

    /** Lone surrogates are escaped, since UTF-8 cannot carry them. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
