package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;

/** Checks what the body says of the answer's form: its kinds, its format, what its events hold. Loop-confined. */
final class AnswerFormScanner {
    private static final JsonNames MODALITIES = JsonNames.of("text", "audio");
    private static final int AUDIO = 1;
    private static final JsonNames FORMATS = JsonNames.of("text", "json_object", "json_schema");
    private static final ResponseFormat.Kind[] KINDS = {
        ResponseFormat.Kind.TEXT, ResponseFormat.Kind.JSON_OBJECT, ResponseFormat.Kind.JSON_SCHEMA
    };
    private static final JsonNames FORMAT_MEMBERS = JsonNames.of("type", "json_schema");
    private static final JsonNames SCHEMA_MEMBERS = JsonNames.of("name", "description", "schema", "strict");
    private static final JsonNames STREAM_MEMBERS = JsonNames.of("include_usage", "include_obfuscation");

    private final CheckedReader in;
    private final JsonCursor json;
    private final ChatRequestScan scan;

    AnswerFormScanner(CheckedReader in, ChatRequestScan scan) {
        this.in = in;
        this.scan = scan;
        json = in.json();
    }

    void streamOptions() {
        int opened = in.open();
        while (in.nextName(opened)) {
            switch (STREAM_MEMBERS.find(json)) {
                case 0 -> {
                    in.optionalBoolean("include_usage");
                    scan.usageWanted(json.token() == JsonToken.TRUE);
                }
                case 1 -> {
                    in.optionalBoolean("include_obfuscation");
                    if (json.token() == JsonToken.TRUE) {
                        scan.unservedOption("include_obfuscation");
                    }
                }
                default -> {
                    scan.unservedOption(json.text());
                    in.skip();
                }
            }
        }
    }

    void modalities() {
        in.requireArray("an array of strings");
        for (int i = 0; json.next() != JsonToken.ARRAY_END; i++) {
            in.path().enter(i);
            if (in.requireOneOf(MODALITIES, "'text' and 'audio'") == AUDIO) {
                scan.audioWanted(i);
            }
            in.leave();
        }
    }

    void responseFormat() {
        int opened = in.open();
        int type = -1;
        boolean schema = false;
        while (in.nextName(opened)) {
            switch (FORMAT_MEMBERS.find(json)) {
                case 0 -> {
                    in.enter("type");
                    type = in.requireOneOf(FORMATS, "'text', 'json_object', and 'json_schema'");
                    in.leave();
                }
                case 1 -> {
                    schema = in.enter("json_schema") != JsonToken.NULL;
                    if (schema) {
                        schema();
                    }
                    in.leave();
                }
                default -> in.skip();
            }
        }
        if (type < 0) {
            throw in.missing("type");
        }
        if (KINDS[type] == ResponseFormat.Kind.JSON_SCHEMA && !schema) {
            throw in.missing("json_schema");
        }
        scan.responseFormat(KINDS[type]);
    }

    private void schema() {
        int opened = in.open();
        boolean named = false;
        while (in.nextName(opened)) {
            switch (SCHEMA_MEMBERS.find(json)) {
                case 0 -> {
                    in.identifier("name");
                    named = true;
                }
                case 1 -> in.optionalString("description");
                case 2 -> in.optionalObject("schema");
                case 3 -> in.optionalBoolean("strict");
                default -> in.skip();
            }
        }
        if (!named) {
            throw in.missing("name");
        }
    }
}
