package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonPath;

/** Where in the body the reader is, in either spelling of its fields. Single-owner. */
final class FieldPath {
    private final JsonPath path = new JsonPath();

    /** Goes down to a field; returns what {@link #back} takes to come up again. */
    int field(String name) {
        int mark = path.depth();
        path.enter(name);
        return mark;
    }

    /** Goes down to an element of a list. */
    int element(int index) {
        int mark = path.depth();
        path.enter(index);
        return mark;
    }

    void back(int mark) {
        path.leaveTo(mark);
    }

    /** The path in lowerCamelCase, as warnings name it. */
    String camel() {
        return path.toString();
    }

    /** The path in the names of the interface definition, as the official API's errors name it. */
    String snake() {
        return snake(camel());
    }

    /** A path in snake_case as warnings name it. */
    static String camel(CharSequence snake) {
        StringBuilder camel = new StringBuilder(snake.length());
        for (int i = 0; i < snake.length(); i++) {
            char c = snake.charAt(i);
            if (c == '_' && i + 1 < snake.length()) {
                camel.append(Character.toUpperCase(snake.charAt(++i)));
            } else {
                camel.append(c);
            }
        }
        return camel.toString();
    }

    static String snake(CharSequence camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 8);
        for (int i = 0; i < camel.length(); i++) {
            char c = camel.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                snake.append('_').append((char) (c + 32));
            } else {
                snake.append(c);
            }
        }
        return snake.toString();
    }
}
