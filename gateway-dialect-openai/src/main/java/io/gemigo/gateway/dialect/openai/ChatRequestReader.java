package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Extension;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns a scanned body into the canonical request. Everything in the body either has a canonical home, or becomes an
 * {@link Extension} (fields OpenAI does not document), or is named in the warnings, or is refused by name: nothing is lost
 * silently. Single-owner, for one use.
 */
public final class ChatRequestReader {
    private static final ChatField[] FIELDS = ChatField.values();
    private static final JsonNames EFFORTS = JsonNames.of("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private static final Reasoning.Effort[] EFFORT_VALUES = Reasoning.Effort.values();
    private static final JsonNames FORMAT_MEMBERS = JsonNames.of("json_schema", "type");
    private static final JsonNames SCHEMA_MEMBERS = JsonNames.of("name", "description", "schema", "strict");

    private final ChatRequestScan scan;
    private final Warnings warnings;

    private ChatRequestReader(ChatRequestScan scan, Warnings warnings) {
        this.scan = scan;
        this.warnings = warnings;
    }

    /**
     * Reads a scanned body.
     *
     * @return the request, or {@link io.gemigo.gateway.core.error.Failure.InvalidRequest} naming a field that cannot be
     *     carried over to another dialect
     */
    public static Outcome<ChatRequest> read(ChatRequestScan scan, Warnings warnings) {
        try {
            return Outcome.of(new ChatRequestReader(scan, warnings).request());
        } catch (BadField refused) {
            return Outcome.failed(refused.failure());
        }
    }

    private ChatRequest request() {
        ToolReader tools = new ToolReader(scan, warnings);
        ToolChoice choice = tools.choice();
        List<Tool> declared = tools.tools();
        ChatRequest.Builder request = ChatRequest.builder(scan.model())
                .messages(new MessageReader(scan, warnings).messages())
                .tools(declared)
                .toolChoice(choice)
                .parallelToolCalls(parallelToolCalls())
                .sampling(sampling())
                .maxOutputTokens(scan.maxOutputTokens())
                .stop(stop())
                .responseFormat(responseFormat())
                .reasoning(reasoning())
                .candidateCount(scan.candidateCount())
                .stream(scan.stream())
                .user(user())
                .extensions(extensions());
        withoutHome();
        return request.build();
    }

    /** The older function form knows one call per answer only. */
    private @Nullable Boolean parallelToolCalls() {
        if (scan.has(ChatField.FUNCTIONS)) {
            return false;
        }
        return flag(ChatField.PARALLEL_TOOL_CALLS);
    }

    private @Nullable Boolean flag(ChatField field) {
        return scan.has(field) ? scan.isTrue(field) : null;
    }

    private @Nullable Double number(ChatField field) {
        return scan.has(field) ? scan.doubleValue(field) : null;
    }

    private Sampling sampling() {
        return new Sampling(
                number(ChatField.TEMPERATURE),
                number(ChatField.TOP_P),
                null,
                scan.has(ChatField.SEED) ? scan.longValue(ChatField.SEED) : null,
                number(ChatField.PRESENCE_PENALTY),
                number(ChatField.FREQUENCY_PENALTY),
                flag(ChatField.LOGPROBS),
                scan.has(ChatField.TOP_LOGPROBS) ? (int) scan.longValue(ChatField.TOP_LOGPROBS) : null,
                scan.has(ChatField.LOGIT_BIAS) ? raw(scan.member(ChatField.LOGIT_BIAS)) : null);
    }

    private RawJson raw(int member) {
        return RawJson.trusted(Arrays.copyOfRange(scan.array(), scan.valueFrom(member), scan.valueTo(member)));
    }

    private JsonCursor cursor(ChatField field) {
        int member = scan.member(field);
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT);
        json.reset(scan.array(), scan.valueFrom(member), scan.valueTo(member)).next();
        return json;
    }

    private List<String> stop() {
        if (!scan.has(ChatField.STOP)) {
            return List.of();
        }
        JsonCursor json = cursor(ChatField.STOP);
        if (json.token() == JsonToken.STRING) {
            return List.of(json.text());
        }
        List<String> texts = new ArrayList<>(4);
        while (json.next() == JsonToken.STRING) {
            texts.add(json.text());
        }
        return texts;
    }

    private ResponseFormat responseFormat() {
        ResponseFormat schema = null;
        if (scan.has(ChatField.RESPONSE_FORMAT)) {
            JsonCursor json = cursor(ChatField.RESPONSE_FORMAT);
            while (json.next() == JsonToken.NAME) {
                int member = Unread.enter(json, FORMAT_MEMBERS, ChatField.RESPONSE_FORMAT.wireName(), warnings);
                if (member == 0 && json.token() == JsonToken.OBJECT_START) {
                    schema = jsonSchema(json);
                } else {
                    json.skipValue();
                }
            }
        }
        return switch (scan.responseFormat()) {
            case TEXT -> new ResponseFormat.Text();
            case JSON_OBJECT -> new ResponseFormat.JsonObject();
            case JSON_SCHEMA -> Objects.requireNonNull(schema, "the scan promised a schema");
        };
    }

    private ResponseFormat jsonSchema(JsonCursor json) {
        String name = "";
        String description = null;
        RawJson schema = null;
        Boolean strict = null;
        while (json.next() == JsonToken.NAME) {
            int member = Unread.enter(json, SCHEMA_MEMBERS, "response_format.json_schema", warnings);
            switch (json.token() == JsonToken.NULL ? JsonNames.UNKNOWN : member) {
                case 0 -> name = json.text();
                case 1 -> description = json.text();
                case 2 -> schema = RawJson.trusted(json.rawValue());
                case 3 -> strict = json.token() == JsonToken.TRUE;
                default -> json.skipValue();
            }
        }
        return new ResponseFormat.JsonSchema(name, description, schema, strict);
    }

    private Reasoning reasoning() {
        if (!scan.has(ChatField.REASONING_EFFORT)) {
            return Reasoning.UNSPECIFIED;
        }
        // The two highest are one in the canonical form.
        int word = Math.min(EFFORTS.find(cursor(ChatField.REASONING_EFFORT)), EFFORT_VALUES.length - 1);
        return switch (EFFORT_VALUES[word]) {
            case NONE -> new Reasoning(false, null, Reasoning.Effort.NONE, null);
            // Hardly any thinking: whether that means none is the provider's to know.
            case MINIMAL -> new Reasoning(null, null, Reasoning.Effort.MINIMAL, null);
            case LOW, MEDIUM, HIGH, MAX -> new Reasoning(true, null, EFFORT_VALUES[word], null);
        };
    }

    private @Nullable String user() {
        String identifier = scan.text(ChatField.SAFETY_IDENTIFIER);
        return identifier != null ? identifier : scan.text(ChatField.USER);
    }

    private List<Extension> extensions() {
        List<Extension> extensions = new ArrayList<>(0);
        for (int i = 0; i < scan.memberCount(); i++) {
            ChatField field = scan.field(i);
            boolean foreign = field == null || field.audience() == ChatField.Audience.DIALECT;
            if (foreign && scan.token(i) != JsonToken.NULL) {
                extensions.add(new Extension(OpenAiDialect.NAME, scan.name(i), raw(i)));
            }
        }
        return extensions;
    }

    /** Documented fields that other dialects have no word for. */
    private void withoutHome() {
        if (scan.wantsAudio()) {
            throw BadField.unsupportedValue(
                    "modalities[" + scan.audioModality() + "]", "does not support 'audio' with this model.");
        }
        for (ChatField field : FIELDS) {
            if (field.audience() == ChatField.Audience.OPENAI && scan.asks(field)) {
                ignored(field);
            }
        }
        if (scan.has(ChatField.MAX_COMPLETION_TOKENS)
                && scan.has(ChatField.MAX_TOKENS)
                && scan.longValue(ChatField.MAX_TOKENS) != scan.longValue(ChatField.MAX_COMPLETION_TOKENS)) {
            ignored(ChatField.MAX_TOKENS);
        }
    }

    private void ignored(ChatField field) {
        warnings.ignored(OpenAiDialect.NAME, field.wireName());
    }
}
