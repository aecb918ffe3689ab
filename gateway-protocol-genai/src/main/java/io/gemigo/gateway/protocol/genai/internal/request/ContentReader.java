package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.JsonToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads contents and the system instruction. Single-owner. */
final class ContentReader {
    private static final FieldTable CONTENT = FieldTable.of("role", "parts");

    private final ProtoReader in;
    private final PartReader part;

    private String role = "";
    private int unlisted;
    private @Nullable List<InputPart> parts;

    ContentReader(ProtoReader in) {
        this.in = in;
        part = new PartReader(in);
    }

    /** Reads one element of {@code contents}. */
    InputContent content() {
        List<InputPart> read = read();
        if (read == null) {
            throw in.missing("parts");
        }
        boolean model = switch (role) {
            case "model" -> true;
            // Legacy clients answer calls as "function", some agents as "tool".
            case "", "user", "function", "tool" -> false;
            default -> throw in.value("Please use a valid role: user, model.");
        };
        return new InputContent(model, read);
    }

    /** Reads {@code systemInstruction}; null if it says nothing. */
    @Nullable
    String system() {
        if (in.cursor().token() == JsonToken.STRING) {
            String text = in.string();
            return text.isEmpty() ? null : text;
        }
        List<InputPart> read = read();
        if (read == null) {
            if (unlisted > 0) {
                // Whatever it says stands where it is not read.
                throw in.missing("parts");
            }
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (InputPart one : read) {
            if (!(one instanceof InputPart.Text words)) {
                throw in.unsupportedValue("only text is supported here.");
            }
            text.append(text.length() == 0 ? "" : "\n\n").append(words.text());
        }
        return text.length() == 0 ? null : text.toString();
    }

    /** What can be seen of the parts; null if there are none at all. */
    private @Nullable List<InputPart> read() {
        role = "";
        parts = null;
        unlisted = in.object(CONTENT, field -> {
            switch (field) {
                case "role" -> role = in.string();
                case "parts" -> {
                    List<InputPart> seen = new ArrayList<>(1);
                    int count = in.list(() -> {
                        InputPart one = part.read();
                        if (one != null) {
                            seen.add(one);
                        }
                    });
                    parts = count == 0 ? null : seen;
                }
                default -> throw ProtoReader.unlisted(field);
            }
        });
        return parts;
    }
}
