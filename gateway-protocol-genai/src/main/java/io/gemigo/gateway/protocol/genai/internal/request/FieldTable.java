package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The fields of one message type, by every spelling proto3's JSON takes: lowerCamelCase and the original snake_case.
 * Immutable.
 */
final class FieldTable {
    /** The name is none of these fields'. */
    static final int UNLISTED = -1;

    private final JsonNames spellings;
    /** Numbers of the fields, by the numbers of their spellings. */
    private final int[] fields;
    /** Canonical names, by the numbers of the fields. */
    private final List<String> names;

    private FieldTable(JsonNames spellings, int[] fields, List<String> names) {
        this.spellings = spellings;
        this.fields = fields;
        this.names = names;
    }

    /** A table of lowerCamelCase names, further spellings of a name behind it after {@code |}. */
    static FieldTable of(String... fields) {
        if (fields.length > Long.SIZE) {
            throw new IllegalArgumentException("readers keep fields in the bits of a long: " + fields.length);
        }
        List<String> names = new ArrayList<>();
        List<String> spellings = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (String field : fields) {
            List<String> all = new ArrayList<>(List.of(field.split("\\|")));
            String name = all.get(0);
            String snake = FieldPath.snake(name);
            if (!snake.equals(name)) {
                all.add(snake);
            }
            spellings.addAll(all);
            numbers.addAll(Collections.nCopies(all.size(), names.size()));
            names.add(name);
        }
        return new FieldTable(
                JsonNames.of(spellings.toArray(new String[0])),
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                List.copyOf(names));
    }

    /** The number, below 64, of the field whose name the cursor stands on; {@link #UNLISTED} if it is none of these. */
    int find(JsonCursor name) {
        int spelling = spellings.find(name);
        return spelling == JsonNames.UNKNOWN ? UNLISTED : fields[spelling];
    }

    /** The canonical name of a field. */
    String name(int field) {
        return names.get(field);
    }
}
