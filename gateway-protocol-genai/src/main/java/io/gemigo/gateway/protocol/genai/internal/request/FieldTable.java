package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one message type, by every spelling proto3's JSON takes: lowerCamelCase and the original snake_case.
 * Immutable.
 */
final class FieldTable {
    private final JsonNames spellings;
    /** Canonical names, by the numbers of their spellings. */
    private final List<String> names;

    private FieldTable(JsonNames spellings, List<String> names) {
        this.spellings = spellings;
        this.names = names;
    }

    /** A table of lowerCamelCase names, further spellings of a name behind it after {@code |}. */
    static FieldTable of(String... fields) {
        List<String> names = new ArrayList<>();
        List<String> spellings = new ArrayList<>();
        for (String field : fields) {
            String[] all = field.split("\\|");
            String snake = FieldPath.snake(all[0]);
            if (!snake.equals(all[0])) {
                names.add(all[0]);
                spellings.add(snake);
            }
            for (String spelling : all) {
                names.add(all[0]);
                spellings.add(spelling);
            }
        }
        return new FieldTable(JsonNames.of(spellings.toArray(new String[0])), List.copyOf(names));
    }

    /** The canonical name of the field whose name the cursor stands on, null if it is none of these. */
    @Nullable
    String find(JsonCursor name) {
        int number = spellings.find(name);
        return number == JsonNames.UNKNOWN ? null : names.get(number);
    }
}
