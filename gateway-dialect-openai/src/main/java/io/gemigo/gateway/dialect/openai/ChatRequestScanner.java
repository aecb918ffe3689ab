package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.Arrays;

/**
 * Checks a whole request body in one pass: the grammar, every documented field's type and range, members given twice.
 *
 * <p>What the gateway need not understand stays opaque: unknown top-level fields (vendor extensions), schemas, token
 * biases, unknown part types. Fields that would turn a proxy against its owner (an upstream's address, key or headers)
 * are refused. String contents are skipped, never copied. Single-owner, for one use.
 */
public final class ChatRequestScanner {
    private static final ChatField[] FIELDS = ChatField.values();
    private static final JsonNames NAMES =
            JsonNames.of(Arrays.stream(FIELDS).map(ChatField::wireName).toArray(String[]::new));
    private static final JsonNames EFFORTS = JsonNames.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final JsonNames VERBOSITIES = JsonNames.of("low", "medium", "high");
    private static final JsonNames MODALITIES = JsonNames.of("text", "audio");
    private static final JsonNames FORMATS = JsonNames.of("text", "json_object", "json_schema");
    private static final JsonNames FORMAT_MEMBERS = JsonNames.of("type", "json_schema");
    private static final JsonNames SCHEMA_MEMBERS = JsonNames.of("name", "description", "schema", "strict");
    private static final JsonNames STREAM_MEMBERS = JsonNames.of("include_usage", "include_obfuscation");

    private static final int MAX_STOPS = 4;

    private final CheckedReader in;
    private final JsonCursor json;
    private final ChatRequestScan scan;

    private ChatRequestScanner(Window body) {
        in = new CheckedReader(body.array(), body.from(), body.to());
        json = in.json();
        scan = new ChatRequestScan(body.array());
    }

    /**
     * Scans a body.
     *
     * @param body its bytes must stay as they are for as long as the scan is used
     * @return the scan, or {@link Failure.InvalidRequest} naming the field; of code {@code invalid_json} with the flaw as
     *     its message if the body is not a JSON object
     */
    public static Outcome<ChatRequestScan> scan(Window body) {
        try {
            return Outcome.of(new ChatRequestScanner(body).document());
        } catch (JsonException notJson) {
            return Outcome.failed(CheckedReader.notJson(notJson));
        } catch (BadField refused) {
            return Outcome.failed(refused.failure());
        }
    }

    private ChatRequestScan document() {
        in.begin();
        int opened = in.open();
        while (in.nextName(opened)) {
            int number = NAMES.find(json);
            ChatField field = number == JsonNames.UNKNOWN ? null : FIELDS[number];
            if (field == null) {
                in.refuseForbidden();
            }
            int member = scan.beginMember(json.outerFrom(), json.outerTo(), field);
            JsonToken token = in.enter(field == null ? "" : field.wireName());
            int from = json.outerFrom();
            if (field == null) {
                json.skipValue();
            } else if (token != JsonToken.NULL || field == ChatField.MODEL || field == ChatField.MESSAGES) {
                value(field);
            }
            in.leave();
            scan.endMember(member, from, json.outerTo(), token);
        }
        scan.endObject(json.outerFrom());
        json.finish();
        require(ChatField.MODEL);
        require(ChatField.MESSAGES);
        return scan;
    }

    private void require(ChatField field) {
        if (scan.member(field) < 0) {
            throw in.missing(field.wireName());
        }
    }

    /** Checks the value the cursor stands at the start of, which is not null but for the required fields. */
    private void value(ChatField field) {
        switch (field) {
            case MODEL -> scan.model(in.requireModel());
            case MESSAGES -> new MessageScanner(in, scan).messages();
            case STREAM, LOGPROBS, PARALLEL_TOOL_CALLS, STORE -> in.requireBoolean();
            case STREAM_OPTIONS -> streamOptions();
            case MAX_COMPLETION_TOKENS, MAX_TOKENS -> in.requireInteger(1, Long.MAX_VALUE);
            case TEMPERATURE -> in.requireNumber(0, 2);
            case TOP_P -> in.requireNumber(0, 1);
            case N -> in.requireInteger(1, 128);
            case STOP -> stop();
            case PRESENCE_PENALTY, FREQUENCY_PENALTY -> in.requireNumber(-2, 2);
            case TOP_LOGPROBS -> in.requireInteger(0, 20);
            case SEED -> in.requireInteger(Long.MIN_VALUE, Long.MAX_VALUE);
            case RESPONSE_FORMAT -> responseFormat();
            case TOOLS -> new ToolScanner(in, scan).tools();
            case TOOL_CHOICE -> new ToolScanner(in, scan).toolChoice();
            case FUNCTIONS -> {
                scan.foundFunctions();
                new ToolScanner(in, scan).functions();
            }
            case FUNCTION_CALL -> {
                scan.foundFunctions();
                new ToolScanner(in, scan).functionCall();
            }
            case REASONING_EFFORT ->
                in.requireOneOf(EFFORTS, "'none', 'minimal', 'low', 'medium', 'high', 'xhigh', and 'max'");
            case VERBOSITY -> in.requireOneOf(VERBOSITIES, "'low', 'medium', and 'high'");
            case MODALITIES -> modalities();
            case LOGIT_BIAS, AUDIO, PREDICTION, WEB_SEARCH_OPTIONS, METADATA, PROMPT_CACHE_OPTIONS, MODERATION ->
                in.requireObject();
            case SERVICE_TIER, USER, SAFETY_IDENTIFIER, PROMPT_CACHE_KEY, PROMPT_CACHE_RETENTION -> in.requireString();
        }
    }

    private void streamOptions() {
        int opened = in.open();
        while (in.nextName(opened)) {
            switch (STREAM_MEMBERS.find(json)) {
                case 0 -> {
                    in.optionalBoolean("include_usage");
                    scan.usageWanted(json.token() == JsonToken.TRUE);
                }
                case 1 -> in.optionalBoolean("include_obfuscation");
                default -> in.skip();
            }
        }
    }

    private void stop() {
        if (json.token() == JsonToken.STRING) {
            return;
        }
        in.requireArray("a string or an array of strings");
        int count = 0;
        while (json.next() != JsonToken.ARRAY_END) {
            if (count == MAX_STOPS) {
                throw BadField.longArray(in.path().toString(), MAX_STOPS);
            }
            in.path().enter(count++);
            in.requireString();
            in.leave();
        }
    }

    private void modalities() {
        in.requireArray("an array of strings");
        for (int i = 0; json.next() != JsonToken.ARRAY_END; i++) {
            in.path().enter(i);
            in.requireOneOf(MODALITIES, "'text' and 'audio'");
            in.leave();
        }
    }

    private void responseFormat() {
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
        if (type == 2 && !schema) {
            throw in.missing("json_schema");
        }
        scan.responseFormat(
                type == 0
                        ? ResponseFormat.Kind.TEXT
                        : type == 1 ? ResponseFormat.Kind.JSON_OBJECT : ResponseFormat.Kind.JSON_SCHEMA);
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
