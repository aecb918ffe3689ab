package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonMembers;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.OpenAiDialect;
import io.gemigo.gateway.dialect.openai.ToolChoiceKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must change in relayed tools and the choice among them. Loop-confined; for one call. */
final class ToolEdits {
    private static final JsonNames NAMES =
            JsonNames.of("function", "name", "allowed_tools", "mode", "tools", "parameters");
    private static final int FUNCTION = 0;
    private static final int NAME = 1;
    private static final int ALLOWED_TOOLS = 2;
    private static final int MODE = 3;
    private static final int TOOLS = 4;
    private static final int PARAMETERS = 5;
    private static final byte[] NO_ARGUMENTS =
            "{\"type\":\"object\",\"properties\":{}}".getBytes(StandardCharsets.US_ASCII);

    private final ChatRequestScan scan;
    private final ModelCard card;
    private final Splice splice;
    private final Warnings warnings;
    private final MessageEdits messages;

    private boolean required;
    private List<String> allowed = List.of();

    ToolEdits(ChatRequestScan scan, ModelCard card, Splice splice, Warnings warnings, MessageEdits messages) {
        this.scan = scan;
        this.card = card;
        this.splice = splice;
        this.warnings = warnings;
        this.messages = messages;
    }

    /** Why the tools cannot be used, or null. */
    @Nullable
    Failure refusal() {
        if (scan.has(ChatField.FUNCTIONS) || scan.has(ChatField.FUNCTION_CALL)) {
            String field = scan.has(ChatField.FUNCTIONS) ? "functions" : "function_call";
            return Rules.unsupported(field, "Functions of the older form are not supported; use tools.");
        }
        if (scan.customTool() >= 0 || scan.toolChoice() == ToolChoiceKind.CUSTOM) {
            String field = scan.customTool() >= 0 ? "tools[" + scan.customTool() + "].type" : "tool_choice.type";
            return Rules.unsupported(field, "Custom tools are not supported.");
        }
        String customCall = scan.customCall();
        if (customCall != null) {
            return Rules.unsupported(customCall, "Custom tools are not supported.");
        }
        return Rules.tools(scan.toolCount() > 0, card);
    }

    /** Whether the client forces a call; a scan passes none that is forced without tools. */
    boolean forced() {
        return switch (scan.toolChoice()) {
            case REQUIRED, FUNCTION -> true;
            case ALLOWED_TOOLS -> required;
            case UNSET, NONE, AUTO, CUSTOM -> false;
        };
    }

    /** Names the edits. */
    void edit() {
        if (scan.toolCount() == 0) {
            scan.remove(ChatField.TOOLS, splice);
            scan.remove(ChatField.TOOL_CHOICE, splice);
            scan.remove(ChatField.PARALLEL_TOOL_CALLS, splice);
            return;
        }
        if (scan.hasBareFunctions()) {
            completeFunctions();
        }
        if (!scan.has(ChatField.PARALLEL_TOOL_CALLS)) {
            // The default here is false, everywhere else true.
            scan.replace(ChatField.PARALLEL_TOOL_CALLS, "true".getBytes(StandardCharsets.US_ASCII), splice);
        }
        switch (scan.toolChoice()) {
            case REQUIRED -> force(names());
            case ALLOWED_TOOLS -> {
                readAllowed();
                if (required) {
                    force(allowed);
                } else {
                    scan.remove(ChatField.TOOL_CHOICE, splice);
                    offerAllowed();
                }
            }
            case FUNCTION -> allow(functionName(cursor(ChatField.TOOL_CHOICE)));
            case UNSET, NONE, AUTO, CUSTOM -> {}
        }
    }

    /** Says of functions that do not that they take no arguments. */
    private void completeFunctions() {
        JsonCursor json = cursor(ChatField.TOOLS);
        while (json.next() == JsonToken.OBJECT_START) {
            while (json.next() == JsonToken.NAME) {
                boolean function = NAMES.find(json) == FUNCTION;
                json.next();
                if (function) {
                    completeFunction(json);
                } else {
                    json.skipValue();
                }
            }
        }
    }

    private void completeFunction(JsonCursor json) {
        boolean given = false;
        while (json.next() == JsonToken.NAME) {
            boolean parameters = NAMES.find(json) == PARAMETERS;
            JsonToken value = json.next();
            if (parameters && value == JsonToken.NULL) {
                splice.replace(json.outerFrom(), json.outerTo(), NO_ARGUMENTS);
            }
            given |= parameters;
            json.skipValue();
        }
        if (!given) {
            ByteBuilder member = new ByteBuilder(64).append(",\"parameters\":").append(NO_ARGUMENTS);
            splice.insert(json.outerFrom(), member.toBytes());
        }
    }

    /** One function can be forced everywhere, any of several only by newer models. */
    private void force(List<String> names) {
        if (names.size() == 1) {
            ByteBuilder choice = new ByteBuilder(64).append("{\"type\":\"function\",\"function\":{\"name\":\"");
            JsonText.escapeTo(choice, names.get(0));
            scan.replace(ChatField.TOOL_CHOICE, choice.append("\"}}").toBytes(), splice);
        } else if (card.can(Capability.FORCED_TOOL_CHOICE)) {
            offerAllowed();
            if (scan.toolChoice() != ToolChoiceKind.REQUIRED) {
                scan.replace(ChatField.TOOL_CHOICE, "\"required\"".getBytes(StandardCharsets.US_ASCII), splice);
            }
        } else {
            relax();
        }
    }

    /** Asks for a call where it cannot be forced. */
    void relax() {
        scan.remove(ChatField.TOOL_CHOICE, splice);
        offerAllowed();
        messages.instruct(Instructions.CALL_A_TOOL);
        warnings.mapped(OpenAiDialect.NAME, "tool_choice");
    }

    private JsonCursor cursor(ChatField field) {
        int member = scan.member(field);
        JsonCursor json =
                new JsonCursor(JsonLimits.DEFAULT).reset(scan.array(), scan.valueFrom(member), scan.valueTo(member));
        json.next();
        return json;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        JsonCursor json = cursor(ChatField.TOOLS);
        while (json.next() == JsonToken.OBJECT_START) {
            names.add(functionName(json));
        }
        return names;
    }

    /** Name of the function of the tool the cursor stands at the start of; leaves the cursor at the tool's end. */
    private static String functionName(JsonCursor json) {
        String name = "";
        while (json.next() == JsonToken.NAME) {
            if (NAMES.find(json) == FUNCTION && json.next() == JsonToken.OBJECT_START) {
                while (json.next() == JsonToken.NAME) {
                    if (NAMES.find(json) == NAME && json.next() == JsonToken.STRING) {
                        name = json.text();
                    } else {
                        skip(json);
                    }
                }
            } else {
                skip(json);
            }
        }
        return name;
    }

    /** Skips the rest of a member, be the cursor on its name or on its value. */
    private static void skip(JsonCursor json) {
        if (json.token() == JsonToken.NAME) {
            json.skipMember();
        } else {
            json.skipValue();
        }
    }

    private void readAllowed() {
        JsonCursor json = cursor(ChatField.TOOL_CHOICE);
        while (json.next() == JsonToken.NAME) {
            if (NAMES.find(json) == ALLOWED_TOOLS && json.next() == JsonToken.OBJECT_START) {
                allowedTools(json);
            } else {
                skip(json);
            }
        }
    }

    private void allow(String function) {
        if (allowed.isEmpty()) {
            allowed = new ArrayList<>();
        }
        allowed.add(function);
    }

    private void allowedTools(JsonCursor json) {
        while (json.next() == JsonToken.NAME) {
            int name = NAMES.find(json);
            if (name == MODE && json.next() == JsonToken.STRING) {
                required = json.text().equals("required");
            } else if (name == TOOLS && json.next() == JsonToken.ARRAY_START) {
                while (json.next() == JsonToken.OBJECT_START) {
                    allow(functionName(json));
                }
            } else {
                skip(json);
            }
        }
    }

    /** Leaves the tools out that are not allowed, if not all of them are; once or again. */
    private void offerAllowed() {
        if (allowed.isEmpty()) {
            return;
        }
        JsonMembers tools = new JsonMembers();
        JsonCursor json = cursor(ChatField.TOOLS);
        while (json.next() == JsonToken.OBJECT_START) {
            int tool = tools.begin(json.outerFrom());
            if (!allowed.contains(functionName(json))) {
                tools.drop(tool);
            }
            tools.end(json.outerTo());
        }
        if (tools.anyStays()) {
            tools.removeDropped(splice);
        }
    }
}
