package io.gemigo.gateway.core.sse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The standard's algorithm on a whole text, as plainly as it can be written, with the decoder's three additions. */
final class SseReference {
    private SseReference() {}

    static List<Heard.Event> events(String stream) {
        String text = stream.startsWith("\ufeff") ? stream.substring(1) : stream;
        List<String> lines = new ArrayList<>(List.of(text.split("\r\n|\r|\n", -1)));
        List<Heard.Event> events = new ArrayList<>();
        List<String> data = new ArrayList<>();
        String name = "";
        String comment = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean last = i == lines.size() - 1;
            String value = field(line, "data", null);
            if (value != null) {
                data.add(value);
            }
            name = field(line, "event", name);
            comment = line.startsWith(":") ? line.substring(1) : comment;
            if (line.isEmpty() || last) {
                String joined = String.join("\n", data);
                if (!joined.isEmpty() || !comment.isEmpty()) {
                    events.add(new Heard.Event(joined, name, comment, !last));
                }
                data.clear();
                name = "";
                comment = "";
            }
        }
        return events;
    }

    private static @Nullable String field(String line, String field, @Nullable String otherwise) {
        int colon = line.indexOf(':');
        String name = colon < 0 ? line : line.substring(0, colon);
        if (!name.equals(field)) {
            return otherwise;
        }
        String value = colon < 0 ? "" : line.substring(colon + 1);
        return value.startsWith(" ") ? value.substring(1) : value;
    }
}
