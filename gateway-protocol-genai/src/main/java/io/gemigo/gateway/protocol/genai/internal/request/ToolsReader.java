package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.RawJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code tools}: the functions of all Tool objects in one list. A tool there is no counterpart for is refused, since
 * an answer made without it would look as if made with it. Single-owner.
 */
final class ToolsReader {
    private static final FieldTable TOOL =
            FieldTable.of("functionDeclarations", "googleSearch", "googleSearchRetrieval");
    private static final FieldTable SEARCH = FieldTable.of();
    private static final FieldTable FUNCTION = FieldTable.of(
            "name", "description", "parameters", "parametersJsonSchema", "response", "responseJsonSchema", "behavior");
    private static final EnumTable BEHAVIOR = EnumTable.of("Behavior", "UNSPECIFIED", "BLOCKING", "NON_BLOCKING");

    private final ProtoReader in;
    private final SchemaReader schema;
    private final FunctionNames names;

    // Made for the first tool, since most requests have none.
    private List<Tool> tools = List.of();
    private Set<String> functions = Set.of();

    private @Nullable String searchPath;

    private @Nullable String name;
    private @Nullable String description;
    private @Nullable RawJson parameters;
    private boolean parametersSeen;

    ToolsReader(ProtoReader in, SchemaReader schema, FunctionNames names) {
        this.in = in;
        this.schema = schema;
        this.names = names;
    }

    /** All tools, functions by their upstream names. */
    List<Tool> tools() {
        return tools;
    }

    /** The declared functions' own names. */
    Set<String> functions() {
        return functions;
    }

    /** The upstream names of the functions among some tools, in order. */
    static Set<String> functionNames(List<Tool> tools) {
        if (tools.isEmpty()) {
            return Set.of();
        }
        Set<String> functions = new LinkedHashSet<>();
        for (Tool tool : tools) {
            if (tool instanceof Tool.Function function) {
                functions.add(function.name());
            }
        }
        return functions;
    }

    /** Where a search is asked for, null if it is not. */
    @Nullable
    String searchPath() {
        return searchPath;
    }

    /** Reads the list. */
    void read() {
        if (tools.isEmpty()) {
            tools = new ArrayList<>();
            functions = new HashSet<>();
        }
        in.list(() -> in.object(TOOL, ProtoReader.Unknown.REFUSE, this::tool));
    }

    private void tool(String field) {
        switch (field) {
            case "functionDeclarations" -> in.list(this::function);
            case "googleSearch", "googleSearchRetrieval" -> {
                if (searchPath == null) {
                    searchPath = in.snakePath();
                    tools.add(new Tool.WebSearch());
                }
                in.object(SEARCH, unknown -> {
                    throw ProtoReader.unlisted(unknown);
                });
            }
            default -> throw ProtoReader.unlisted(field);
        }
    }

    private void function() {
        name = null;
        description = null;
        parameters = null;
        parametersSeen = false;
        in.object(FUNCTION, this::member);
        String declared = name;
        if (declared == null || declared.isEmpty()) {
            throw in.missing("name");
        }
        if (!functions.add(declared)) {
            throw in.value("the function " + declared + " is declared twice.");
        }
        tools.add(new Tool.Function(names.toUpstream(declared), description, parameters, null));
    }

    private void member(String field) {
        switch (field) {
            case "name" -> name = in.string();
            case "description" -> description = in.string();
            case "parameters" -> {
                once();
                SchemaNode node = schema.read();
                node.asParameters();
                parameters = node.toJson();
            }
            case "parametersJsonSchema" -> {
                once();
                if (in.cursor().token() != JsonToken.OBJECT_START) {
                    throw in.value("must be an object.");
                }
                parameters = in.raw();
            }
            // They document what the function gives back; no upstream takes them.
            case "response", "responseJsonSchema" -> in.skipWithWarning();
            case "behavior" -> {
                if (in.enumName(BEHAVIOR).equals("NON_BLOCKING")) {
                    in.ignored();
                }
            }
            default -> throw ProtoReader.unlisted(field);
        }
    }

    private void once() {
        if (parametersSeen) {
            throw in.invalid(
                    InvalidRequest.INVALID_VALUE,
                    in.snakePath() + ": parameters and parameters_json_schema exclude each other.");
        }
        parametersSeen = true;
    }
}
