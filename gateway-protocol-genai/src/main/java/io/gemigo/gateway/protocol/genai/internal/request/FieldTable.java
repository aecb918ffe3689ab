package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one message type, by every spelling proto3's JSON takes: lowerCamelCase and the original snake_case.
 * Immutable.
 */
final class FieldTable {
    private final String[] names;
    private final byte[][] spellings;

    private FieldTable(String[] names, byte[][] spellings) {
        this.names = names;
        this.spellings = spellings;
    }

    /** A table of lowerCamelCase names, further spellings of a name behind it after {@code |}. */
    static FieldTable of(String... fields) {
        List<String> names = new ArrayList<>();
        List<byte[]> spellings = new ArrayList<>();
        for (String field : fields) {
            String[] all = field.split("\\|");
            String snake = FieldPath.snake(all[0]);
            if (!snake.equals(all[0])) {
                names.add(all[0]);
                spellings.add(snake.getBytes(StandardCharsets.US_ASCII));
            }
            for (String spelling : all) {
                names.add(all[0]);
                spellings.add(spelling.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return new FieldTable(names.toArray(new String[0]), spellings.toArray(new byte[0][]));
    }

    /** The canonical name of the field whose name the cursor stands on, null if it is none of these. */
    @Nullable
    String find(JsonCursor name) {
        for (int i = 0; i < names.length; i++) {
            if (name.is(spellings[i])) {
                return names[i];
            }
        }
        return null;
    }
}
