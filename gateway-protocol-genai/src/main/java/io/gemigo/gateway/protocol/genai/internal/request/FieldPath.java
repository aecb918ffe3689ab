package io.gemigo.gateway.protocol.genai.internal.request;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where in the body the reader is: steps that are put into words only where somebody asks. Single-owner. */
final class FieldPath {
    /** Names of fields; null where the step goes to an element of a list. */
    private @Nullable String[] names = new @Nullable String[8];

    private int[] indices = new int[8];
    private int depth;

    /** Goes down to a field; returns what {@link #back} takes to come up again. */
    int field(String name) {
        return step(name, 0);
    }

    /** Goes down to an element of a list. */
    int element(int index) {
        return step(null, index);
    }

    private int step(@Nullable String name, int index) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indices = Arrays.copyOf(indices, depth * 2);
        }
        names[depth] = name;
        indices[depth] = index;
        return depth++;
    }

    void back(int mark) {
        depth = mark;
    }

    /** The path in lowerCamelCase, as warnings name it. */
    String camel() {
        StringBuilder path = new StringBuilder(64);
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                path.append('[').append(indices[i]).append(']');
            } else {
                path.append(i == 0 ? "" : ".").append(name);
            }
        }
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
