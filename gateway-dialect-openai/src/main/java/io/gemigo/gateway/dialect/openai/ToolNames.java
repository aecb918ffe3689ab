package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;
import java.util.HashSet;
import java.util.Set;

/** Checks that a choice names tools that are there; for bodies whose members have all been checked. For one use. */
final class ToolNames {
    private static final JsonNames KINDS = JsonNames.of("function", "custom", "allowed_tools");
    private static final int FUNCTION = 0;
    private static final int ALLOWED_TOOLS = 2;
    private static final JsonNames NAME = JsonNames.of("name");
    private static final JsonNames TOOLS = JsonNames.of("tools");

    private final ChatRequestScan scan;
    private final Set<String> declared = new HashSet<>();

    ToolNames(ChatRequestScan scan) {
        this.scan = scan;
    }

    /**
     * Checks the body's {@code tool_choice}.
     *
     * @throws BadField if it names a tool that is not declared
     */
    void check() {
        JsonCursor tools = cursor(ChatField.TOOLS);
        while (tools.next() == JsonToken.OBJECT_START) {
            while (tools.next() == JsonToken.NAME) {
                int kind = KINDS.find(tools);
                tools.next();
                if (kind == JsonNames.UNKNOWN || kind == ALLOWED_TOOLS) {
                    tools.skipValue();
                } else {
                    declared.add(name(tools));
                }
            }
        }
        choice(cursor(ChatField.TOOL_CHOICE), "tool_choice", true);
    }

    private JsonCursor cursor(ChatField field) {
        int member = scan.member(field);
        JsonCursor json =
                new JsonCursor(JsonLimits.DEFAULT).reset(scan.array(), scan.valueFrom(member), scan.valueTo(member));
        json.next();
        return json;
    }

    /** The object that names a tool, or at the top several. */
    private void choice(JsonCursor json, String path, boolean top) {
        while (json.next() == JsonToken.NAME) {
            int kind = KINDS.find(json);
            json.next();
            if (kind == ALLOWED_TOOLS && top) {
                allowed(json);
            } else if (kind == JsonNames.UNKNOWN || kind == ALLOWED_TOOLS) {
                json.skipValue();
            } else {
                require(name(json), path + (kind == FUNCTION ? ".function.name" : ".custom.name"));
            }
        }
    }

    private void allowed(JsonCursor json) {
        while (json.next() == JsonToken.NAME) {
            boolean tools = TOOLS.find(json) == 0;
            json.next();
            if (!tools) {
                json.skipValue();
                continue;
            }
            for (int i = 0; json.next() == JsonToken.OBJECT_START; i++) {
                choice(json, "tool_choice.allowed_tools.tools[" + i + "]", false);
            }
        }
    }

    private void require(String name, String param) {
        if (!declared.contains(name)) {
            throw BadField.undeclared(param, name);
        }
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
