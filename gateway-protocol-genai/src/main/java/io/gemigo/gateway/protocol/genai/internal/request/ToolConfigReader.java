package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.json.RawJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code toolConfig} and makes it, with the tools declared, a tool choice. Single-owner. */
final class ToolConfigReader {
    private static final FieldTable CONFIG =
            FieldTable.of("functionCallingConfig", "retrievalConfig", "includeServerSideToolInvocations");
    private static final FieldTable CALLING =
            FieldTable.of("mode", "allowedFunctionNames", "streamFunctionCallArguments");
    private static final EnumTable MODES = EnumTable.of("Mode", "MODE_UNSPECIFIED", "AUTO", "ANY", "NONE", "VALIDATED");
    private static final String PATH = "tool_config.function_calling_config";

    private final ProtoReader in;
    private final FunctionNames names;

    private String mode = "MODE_UNSPECIFIED";
    private Set<String> allowed = Set.of();

    ToolConfigReader(ProtoReader in, FunctionNames names) {
        this.in = in;
        this.names = names;
    }

    void read() {
        in.object(CONFIG, field -> {
            switch (field) {
                case "functionCallingConfig" -> in.object(CALLING, this::calling);
                case "retrievalConfig" -> in.skipWithWarning();
                case "includeServerSideToolInvocations" -> in.ignoredIfTrue();
                default -> throw ProtoReader.unlisted(field);
            }
        });
    }

    private void calling(String field) {
        switch (field) {
            case "mode" -> mode = in.enumName(MODES);
            case "allowedFunctionNames" -> {
                allowed = new LinkedHashSet<>();
                in.list(() -> allowed.add(in.string()));
            }
            case "streamFunctionCallArguments" -> in.ignoredIfTrue();
            default -> throw ProtoReader.unlisted(field);
        }
    }

    /** Sets tools and tool choice: only the functions that may be called are declared upstream. */
    void apply(ToolsReader declared, ChatRequest.Builder request) {
        List<Tool> tools = declared.tools();
        boolean restricts = mode.equals("ANY") || mode.equals("VALIDATED");
        if (!allowed.isEmpty() && !restricts) {
            in.warnings().ignored("genai", "toolConfig.functionCallingConfig.allowedFunctionNames");
        }
        if (restricts && !allowed.isEmpty()) {
            tools = subset(declared);
        }
        request.tools(mode.equals("VALIDATED") ? strict(tools) : tools);
        Set<String> callable = ToolsReader.functionNames(tools);
        if (!callable.isEmpty()) {
            // The dialect's models may always call in parallel.
            request.parallelToolCalls(true);
        }
        switch (mode) {
            case "NONE" -> request.toolChoice(ToolChoice.NONE);
            case "ANY" -> request.toolChoice(required(callable));
            case "VALIDATED" -> in.warnings().mapped("genai", "toolConfig.functionCallingConfig.mode");
            default -> {}
        }
    }

    /** Arguments are to fit their schemas: enforced where a schema allows that. */
    private static List<Tool> strict(List<Tool> tools) {
        List<Tool> strict = new ArrayList<>(tools);
        strict.replaceAll(tool -> tool instanceof Tool.Function function ? strict(function) : tool);
        return strict;
    }

    private static Tool.Function strict(Tool.Function function) {
        RawJson parameters = function.parameters();
        return parameters != null && StrictSchema.qualifies(parameters)
                ? new Tool.Function(function.name(), function.description(), parameters, true)
                : function;
    }

    private List<Tool> subset(ToolsReader declared) {
        Set<String> wanted = new LinkedHashSet<>();
        for (String name : allowed) {
            if (!declared.functions().contains(name)) {
                throw invalid("allowed_function_names", "the function " + name + " is not declared.");
            }
            wanted.add(names.toUpstream(name));
        }
        List<Tool> tools = new ArrayList<>();
        for (Tool tool : declared.tools()) {
            if (!(tool instanceof Tool.Function function) || wanted.contains(function.name())) {
                tools.add(tool);
            }
        }
        return tools;
    }

    private static ToolChoice required(Set<String> callable) {
        if (callable.isEmpty()) {
            throw invalid("mode", "a function call is required and no function is declared.");
        }
        return callable.size() == 1 ? ToolChoice.named(callable.iterator().next()) : ToolChoice.REQUIRED;
    }

    private static InvalidFieldException invalid(String field, String reason) {
        String path = PATH + "." + field;
        return new InvalidFieldException(new InvalidRequest(InvalidRequest.INVALID_VALUE, path, path + ": " + reason));
    }
}
