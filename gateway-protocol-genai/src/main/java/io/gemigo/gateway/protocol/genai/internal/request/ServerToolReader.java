package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.json.RawJson;

/**
 * Reads what tools of Google's servers left in the history: code and its output, and calls of further tools. There is no
 * counterpart, so it goes on as text a model can read, and a warning says so.
 */
final class ServerToolReader {
    private static final FieldTable CODE = FieldTable.of("language", "code", "id");
    private static final FieldTable OUTPUT = FieldTable.of("outcome", "output", "id");

    private final ProtoReader in;

    ServerToolReader(ProtoReader in) {
        this.in = in;
    }

    InputPart read(String field) {
        in.warnings().mapped("genai", in.camelPath());
        return new InputPart.Text(
                switch (field) {
                    case "executableCode" -> fenced("python", member(CODE, "code"));
                    case "codeExecutionResult" -> fenced("", member(OUTPUT, "output"));
                    default -> {
                        RawJson value = in.compactObject();
                        yield fenced("json", value.text());
                    }
                });
    }

    private String member(FieldTable fields, String wanted) {
        String[] text = {""};
        in.object(fields, field -> {
            if (field.equals(wanted)) {
                text[0] = in.string();
            } else {
                in.skip();
            }
        });
        return text[0];
    }

    private static String fenced(String language, String text) {
        return "```" + language + "\n" + text + "\n```\n";
    }
}
