package io.gemigo.gateway.dialect.openai;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where in the body a reader is, to be spelled as OpenAI's errors do: {@code messages[0].content}. Loop-confined. */
final class ParamPath {
    private @Nullable String[] names = new @Nullable String[8];
    private int[] indexes = new int[8];
    private int depth;

    void clear() {
        depth = 0;
    }

    /** Goes down to a member. */
    void enter(String name) {
        grow();
        names[depth++] = name;
    }

    /** Goes down to an element. */
    void enter(int index) {
        grow();
        names[depth] = null;
        indexes[depth++] = index;
    }

    /** Goes up again. */
    void leave() {
        depth--;
    }

    private void grow() {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }

    /** The path of a member of where the reader is. */
    String of(String name) {
        return depth == 0 ? name : this + "." + name;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                path.append('[').append(indexes[i]).append(']');
            } else {
                path.append(i == 0 ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
