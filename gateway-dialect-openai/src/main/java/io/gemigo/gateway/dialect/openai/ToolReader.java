package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a scanned body says of tools; custom tools have no canonical form and are refused. Single-owner. */
final class ToolReader {
    private static final JsonNames TOOL_MEMBERS = JsonNames.of("type", "function", "custom");
    private static final JsonNames ALLOWED_TOOL_MEMBERS = JsonNames.of("function", "custom");
    private static final JsonNames FUNCTION_MEMBERS = JsonNames.of("name", "description", "parameters", "strict");
    private static final JsonNames CHOICE_MEMBERS = JsonNames.of("function", "allowed_tools");
    private static final JsonNames ALLOWED_MEMBERS = JsonNames.of("mode", "tools");
    private static final JsonNames NAME = JsonNames.of("name");
    private static final JsonNames CUSTOM = JsonNames.of("custom");
    private static final JsonNames NONE = JsonNames.of("none");
    private static final JsonNames REQUIRED = JsonNames.of("required");

    private final ChatRequestScan scan;
    private final Warnings warnings;

    ToolReader(ChatRequestScan scan, Warnings warnings) {
        this.scan = scan;
        this.warnings = warnings;
    }

    private @Nullable JsonCursor cursor(ChatField field) {
        if (!scan.has(field)) {
            return null;
        }
        int member = scan.member(field);
        JsonCursor json = new JsonCursor(JsonLimits.DEFAULT);
        json.reset(scan.array(), scan.valueFrom(member), scan.valueTo(member)).next();
        return json;
    }

    /** Functions of both forms, in the order of the body. */
    List<Tool> tools() {
        List<Tool> tools = new ArrayList<>(scan.toolCount());
        JsonCursor json = cursor(ChatField.TOOLS);
        if (json != null) {
            for (int i = 0; json.next() == JsonToken.OBJECT_START; i++) {
                tools.add(tool(json, i));
            }
        }
        JsonCursor older = cursor(ChatField.FUNCTIONS);
        if (older != null) {
            for (int i = 0; older.next() == JsonToken.OBJECT_START; i++) {
                tools.add(function(older, "functions[" + i + "]"));
            }
        }
        return tools;
    }

    private Tool tool(JsonCursor json, int number) {
        String path = "tools[" + number + "]";
        Tool function = null;
        boolean custom = false;
        while (json.next() == JsonToken.NAME) {
            switch (Unread.enter(json, TOOL_MEMBERS, path, warnings)) {
                case 0 -> custom = CUSTOM.find(json) == 0;
                case 1 -> function = function(json, path + ".function");
                default -> json.skipValue();
            }
        }
        if (custom || function == null) {
            throw custom(path + ".type");
        }
        return function;
    }

    private static BadField custom(String param) {
        return BadField.unsupportedValue(param, "does not support 'custom' with this model.");
    }

    private Tool function(JsonCursor json, String path) {
        String name = "";
        String description = null;
        RawJson parameters = null;
        Boolean strict = null;
        while (json.next() == JsonToken.NAME) {
            int member = Unread.enter(json, FUNCTION_MEMBERS, path, warnings);
            switch (json.token() == JsonToken.NULL ? JsonNames.UNKNOWN : member) {
                case 0 -> name = json.text();
                case 1 -> description = json.text();
                case 2 -> parameters = RawJson.trusted(json.rawValue());
                case 3 -> strict = json.token() == JsonToken.TRUE;
                default -> json.skipValue();
            }
        }
        return new Tool.Function(name, description, parameters, strict);
    }

    /** The choice of either form; null if neither is given. */
    @Nullable
    ToolChoice choice() {
        JsonCursor json = cursor(ChatField.TOOL_CHOICE);
        return switch (scan.toolChoice()) {
            case UNSET -> olderChoice();
            case NONE -> ToolChoice.NONE;
            case AUTO -> ToolChoice.AUTO;
            case REQUIRED -> ToolChoice.REQUIRED;
            case CUSTOM -> throw custom("tool_choice.type");
            case FUNCTION, ALLOWED_TOOLS -> json == null ? null : chosen(json);
        };
    }

    private @Nullable ToolChoice olderChoice() {
        JsonCursor json = cursor(ChatField.FUNCTION_CALL);
        if (json == null) {
            return null;
        }
        if (json.token() == JsonToken.STRING) {
            return NONE.find(json) == 0 ? ToolChoice.NONE : ToolChoice.AUTO;
        }
        return ToolChoice.named(name(json));
    }

    private ToolChoice chosen(JsonCursor json) {
        boolean function = scan.toolChoice() == ToolChoiceKind.FUNCTION;
        ToolChoice choice = ToolChoice.AUTO;
        while (json.next() == JsonToken.NAME) {
            int member = CHOICE_MEMBERS.find(json);
            json.next();
            if (member == 0 && function) {
                choice = ToolChoice.named(name(json));
            } else if (member == 1 && !function) {
                choice = allowed(json);
            } else {
                json.skipValue();
            }
        }
        return choice;
    }

    private static ToolChoice allowed(JsonCursor json) {
        ToolChoice.Mode mode = ToolChoice.Mode.AUTO;
        List<String> names = new ArrayList<>();
        while (json.next() == JsonToken.NAME) {
            int member = ALLOWED_MEMBERS.find(json);
            json.next();
            if (member == 0) {
                mode = REQUIRED.find(json) == 0 ? ToolChoice.Mode.REQUIRED : ToolChoice.Mode.AUTO;
            } else if (member == 1) {
                for (int i = 0; json.next() == JsonToken.OBJECT_START; i++) {
                    names.add(allowedName(json, i));
                }
            } else {
                json.skipValue();
            }
        }
        return new ToolChoice(mode, names);
    }

    private static String allowedName(JsonCursor json, int number) {
        String name = null;
        while (json.next() == JsonToken.NAME) {
            int member = ALLOWED_TOOL_MEMBERS.find(json);
            json.next();
            if (member == 0) {
                name = name(json);
            } else if (member == 1) {
                throw custom("tool_choice.allowed_tools.tools[" + number + "].type");
            } else {
                json.skipValue();
            }
        }
        return name == null ? "" : name;
    }

    /** The name in the object the cursor stands at the start of. */
    private static String name(JsonCursor json) {
        String name = "";
        while (json.next() == JsonToken.NAME) {
            boolean found = NAME.find(json) == 0;
            json.next();
            if (found) {
                name = json.text();
            } else {
                json.skipValue();
            }
        }
        return name;
    }
}
