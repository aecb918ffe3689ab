package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.reply.ReplySettings;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code generateContent} and its relatives into a canonical request. What would change the meaning of
 * the answer and has no counterpart is refused by name; tuning hints are warned of. For one use, single-owner.
 */
final class GenerateContentReader {
    private static final FieldTable BODY = FieldTable.of(
            "model",
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "safetySettings",
            "generationConfig",
            "cachedContent",
            "serviceTier",
            "store",
            "labels",
            "continuationToken");
    private static final FieldTable COUNTED = FieldTable.of(
            "model",
            "contents",
            "systemInstruction",
            "tools",
            "toolConfig",
            "generationConfig",
            "generateContentRequest");

    private final String model;
    private final boolean stream;
    private final ProtoReader in;
    private final FunctionNames names = new FunctionNames();
    private final FieldSources sources = new FieldSources();
    private final ContentReader contents;
    private final Conversation conversation;
    private final ToolsReader tools;
    private final ToolConfigReader toolConfig;
    private final GenerationConfigReader generationConfig;

    private @Nullable String system;
    private int contentCount;
    /** Path of the object that holds the contents. */
    private String inside = "";

    private GenerateContentReader(String model, boolean stream, ProtoReader in) {
        this.model = model;
        this.stream = stream;
        this.in = in;
        SchemaReader schemas = new SchemaReader(in);
        contents = new ContentReader(in);
        conversation = new Conversation(names, sources, in.warnings());
        tools = new ToolsReader(in, schemas, names);
        toolConfig = new ToolConfigReader(in, names);
        generationConfig = new GenerationConfigReader(in, schemas);
    }

    /** Reads a body that asks for an answer. */
    static Outcome<GenerateContentInput> read(String model, boolean stream, Window body, Warnings warnings) {
        return read(model, stream, body, warnings, false);
    }

    /** Reads a body that asks how many tokens there are: the contents alone, or a whole request inside. */
    static Outcome<GenerateContentInput> readCounted(String model, Window body, Warnings warnings) {
        return read(model, false, body, warnings, true);
    }

    private static Outcome<GenerateContentInput> read(
            String model, boolean stream, Window body, Warnings warnings, boolean counted) {
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(body);
        GenerateContentReader reader = new GenerateContentReader(model, stream, new ProtoReader(cursor, warnings));
        try {
            cursor.next();
            if (counted) {
                reader.counted();
            } else {
                reader.body();
            }
            cursor.finish();
            return Outcome.of(reader.input());
        } catch (JsonException notJson) {
            return Outcome.failed(notJson(notJson));
        } catch (InvalidFieldException invalid) {
            return Outcome.failed(syntaxFirst(cursor, invalid.failure()));
        }
    }

    /** A body that is not JSON is told so, even if a field in front of the flaw will not do either. */
    static Failure syntaxFirst(JsonCursor cursor, Failure failure) {
        try {
            cursor.finish();
            return failure;
        } catch (JsonException notJson) {
            return notJson(notJson);
        }
    }

    /** What a body that is not JSON is told. */
    static Failure notJson(JsonException flaw) {
        return new InvalidRequest(
                InvalidRequest.INVALID_JSON,
                null,
                "Invalid JSON payload received. " + flaw.problem() + " (at byte " + flaw.offset() + ")");
    }

    private void body() {
        in.object(BODY, this::field);
    }

    private void counted() {
        Set<String> seen = new HashSet<>();
        in.object(COUNTED, field -> {
            seen.add(field);
            if (field.equals("generateContentRequest")) {
                inside = in.snakePath() + ".";
                body();
            } else {
                field(field);
            }
        });
        seen.remove("model");
        if (seen.contains("generateContentRequest") && seen.size() > 1) {
            throw in.invalid(InvalidRequest.INVALID_VALUE, "generate_content_request and contents exclude each other.");
        }
    }

    private void field(String field) {
        switch (field) {
            case "model" -> model(in.string());
            case "contents" -> {
                contentCount = in.list(() -> conversation.add(contents.content()));
            }
            case "systemInstruction" -> system = contents.system();
            case "tools" -> tools.read();
            case "toolConfig" -> toolConfig.read();
            case "generationConfig" -> generationConfig.read();
            case "safetySettings" -> new SafetySettingsReader(in).read();
            case "cachedContent" -> refuseUnlessEmpty("cachedContent is not supported; send the content inline");
            case "continuationToken" -> refuseUnlessEmpty("continuationToken is not supported by this gateway");
            case "store" -> in.ignoredIfTrue();
            case "serviceTier", "labels" -> in.skipWithWarning();
            default -> throw ProtoReader.unlisted(field);
        }
    }

    /** The URL's model counts; a body that names another is warned of. */
    private void model(String named) {
        if (!named.isEmpty() && !named.equals(model) && !named.equals("models/" + model)) {
            in.ignored();
        }
    }

    private void refuseUnlessEmpty(String message) {
        if (in.cursor().token() != JsonToken.STRING || !in.string().isEmpty()) {
            throw in.invalid(InvalidRequest.UNSUPPORTED_PARAMETER, message);
        }
    }

    private GenerateContentInput input() {
        if (contentCount == 0) {
            throw new InvalidFieldException(new InvalidRequest(
                    InvalidRequest.MISSING,
                    "contents",
                    "* GenerateContentRequest.contents: contents is not specified"));
        }
        ChatRequest.Builder chat = ChatRequest.builder(model).stream(stream);
        generationConfig.apply(chat);
        toolConfig.apply(tools, chat);
        sources.tools(tools.searchPath(), !tools.functions().isEmpty());
        chat.messages(conversation.messages(inside + "contents", system, generationConfig.detail()));
        ChatRequest request = chat.build();
        Boolean include = request.reasoning().include();
        return new GenerateContentInput(
                request,
                new ReplySettings(
                        include != null && include,
                        generationConfig.wantsEnum(),
                        request.hasMedia(),
                        callable(request),
                        names::toClient),
                sources);
    }

    /** The functions that the model may call, by their upstream names. */
    private static Set<String> callable(ChatRequest request) {
        ToolChoice choice = request.toolChoice();
        return choice != null && choice.mode() == ToolChoice.Mode.NONE
                ? Set.of()
                : ToolsReader.functionNames(request.tools());
    }
}
