package io.gemigo.gateway.conformance.fuzz;

import io.gemigo.gateway.testkit.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a request: plainly, or in one of the many ways that mean the same. JSON's own freedoms always, proto3's (names in
 * snake case, enums by number, numbers as strings, both alphabets of base64, a lone value for a list of one, null for
 * absent) where the dialect has them. For one use.
 */
final class Scribe {
    private final StringBuilder out = new StringBuilder();
    private final @Nullable Dice dice;
    private final boolean proto;

    private Scribe(@Nullable Dice dice, boolean proto) {
        this.dice = dice;
        this.proto = proto;
    }

    /** The plain form. */
    static byte[] plainly(Node node) {
        return new Scribe(null, false).bytes(node);
    }

    /** One of JSON's ways to write it. */
    static byte[] json(Node node, Dice dice) {
        return new Scribe(dice, false).bytes(node);
    }

    /** One of proto3's ways to write it. */
    static byte[] proto(Node node, Dice dice) {
        return new Scribe(dice, true).bytes(node);
    }

    /** A JSON string. */
    static String quoted(String text, Dice dice) {
        Scribe scribe = new Scribe(dice, false);
        scribe.string(text);
        return scribe.out.toString();
    }

    private byte[] bytes(Node node) {
        space();
        node.write(this);
        space();
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private boolean chance(int percent) {
        return dice != null && dice.chance(percent);
    }

    private boolean protoChance(int percent) {
        return proto && chance(percent);
    }

    private void space() {
        if (chance(8)) {
            out.append(dice == null ? "" : dice.pick(" ", "\n", "\t", "\r\n", "  "));
        }
    }

    private void mark(char c) {
        space();
        out.append(c);
        space();
    }

    void message(Node.Message message) {
        List<Map.Entry<String, Node>> fields = new ArrayList<>(message.fields());
        if (dice != null) {
            Collections.shuffle(fields, new java.util.Random(dice.anyLong()));
        }
        mark('{');
        boolean snake = protoChance(30);
        boolean comma = false;
        for (Map.Entry<String, Node> field : fields) {
            if (comma) {
                mark(',');
            }
            comma = true;
            string(snake || protoChance(10) ? snake(field.getKey()) : field.getKey());
            mark(':');
            field.getValue().write(this);
        }
        mark('}');
    }

    void named(Map<String, Node> values) {
        mark('{');
        boolean comma = false;
        for (Map.Entry<String, Node> value : values.entrySet()) {
            if (comma) {
                mark(',');
            }
            comma = true;
            string(value.getKey());
            mark(':');
            value.getValue().write(this);
        }
        mark('}');
    }

    private static String snake(String name) {
        if (name.startsWith("_")) {
            // A name that has no other spelling.
            return name;
        }
        StringBuilder snake = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isUpperCase(c)) {
                snake.append('_').append(Character.toLowerCase(c));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }

    void repeated(List<? extends Node> elements) {
        if (elements.size() == 1 && protoChance(25)) {
            elements.get(0).write(this);
            return;
        }
        mark('[');
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                mark(',');
            }
            elements.get(i).write(this);
        }
        mark(']');
    }

    void enumValue(String name, int number) {
        if (protoChance(30)) {
            out.append(number);
        } else {
            string(name);
        }
    }

    void whole(long value) {
        if (protoChance(20)) {
            string(Long.toString(value));
        } else if (protoChance(15)) {
            out.append(value).append(".0");
        } else {
            out.append(value);
        }
    }

    void real(double value) {
        if (protoChance(20)) {
            string(Double.toString(value));
        } else if (value == Math.rint(value) && chance(50)) {
            out.append((long) value);
        } else {
            out.append(value);
        }
    }

    void bytes(String base64) {
        String text = base64;
        if (protoChance(30)) {
            text = text.replace('+', '-').replace('/', '_');
        }
        if (protoChance(30)) {
            text = text.replace("=", "");
        }
        string(text);
    }

    void data(Json json) {
        switch (json.kind()) {
            case OBJECT -> {
                mark('{');
                boolean comma = false;
                for (Map.Entry<String, Json> member : json.members().entrySet()) {
                    if (comma) {
                        mark(',');
                    }
                    comma = true;
                    string(member.getKey());
                    mark(':');
                    data(member.getValue());
                }
                mark('}');
            }
            case ARRAY -> {
                mark('[');
                boolean comma = false;
                for (Json element : json.elements()) {
                    if (comma) {
                        mark(',');
                    }
                    comma = true;
                    data(element);
                }
                mark(']');
            }
            case STRING -> string(json.asString());
            case NUMBER, BOOLEAN, NULL -> out.append(json);
        }
    }

    void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text, i);
        }
        out.append('"');
    }

    private void character(String text, int i) {
        char c = text.charAt(i);
        boolean pair =
                Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        boolean second = Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        boolean mustEscape = c < ' ' || Character.isSurrogate(c) && !pair && !second;
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (mustEscape) {
            escape(c);
        } else if (second) {
            // Written with its other half.
            return;
        } else if (pair) {
            if (chance(30)) {
                escape(c);
                escape(text.charAt(i + 1));
            } else {
                out.append(c).append(text.charAt(i + 1));
            }
        } else if (chance(2)) {
            escape(c);
        } else if (c == '/' && chance(30)) {
            out.append("\\/");
        } else {
            out.append(c);
        }
    }

    private void escape(char c) {
        if (chance(50) && "\n\r\t\b\f".indexOf(c) >= 0) {
            out.append('\\').append("nrtbf".charAt("\n\r\t\b\f".indexOf(c)));
            return;
        }
        String hex = String.format(Locale.ROOT, "\\u%04x", (int) c);
        out.append(chance(50) ? "\\u" + hex.substring(2).toUpperCase(Locale.ROOT) : hex);
    }
}
