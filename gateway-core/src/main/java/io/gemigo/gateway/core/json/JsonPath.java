package io.gemigo.gateway.core.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where in a document a reader is: steps that are put into words, such as {@code messages[0].content}, only where somebody
 * asks. Single-owner.
 */
public final class JsonPath {
    /** Names of members; null where the step goes to an element. */
    private @Nullable String[] names = new @Nullable String[8];

    private int[] indexes = new int[8];
    private int depth;

    /** At the top. */
    public JsonPath() {}

    /** Goes to the top. */
    public void clear() {
        depth = 0;
    }

    /** Goes down to a member. */
    public void enter(String name) {
        grow();
        names[depth++] = name;
    }

    /** Goes down to an element. */
    public void enter(int index) {
        grow();
        names[depth] = null;
        indexes[depth++] = index;
    }

    /** Goes up again. */
    public void leave() {
        depth--;
    }

    /** How many steps it is from the top. */
    public int depth() {
        return depth;
    }

    /** Goes up to a depth it has been at. */
    public void leaveTo(int anOuterDepth) {
        depth = anOuterDepth;
    }

    private void grow() {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
    }

    /** The path of a member of where the reader is. */
    public String of(String name) {
        return depth == 0 ? name : this + "." + name;
    }

    /** The path in words. */
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
