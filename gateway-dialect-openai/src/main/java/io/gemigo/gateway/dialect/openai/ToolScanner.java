package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonNames;
import io.gemigo.gateway.core.json.JsonToken;

/** Checks everything about tools: declarations, choice, calls, and the older function forms. Loop-confined. */
final class ToolScanner {
    private static final JsonNames TYPES = JsonNames.of("function", "custom");
    private static final String TYPE_LIST = "'function' and 'custom'";
    private static final JsonNames TOOL_MEMBERS = JsonNames.of("type", "function", "custom");
    private static final JsonNames FUNCTION_MEMBERS = JsonNames.of("name", "description", "parameters", "strict");
    private static final JsonNames NAME_MEMBER = JsonNames.of("name");

    private static final JsonNames CHOICES = JsonNames.of("none", "auto", "required");
    private static final JsonNames CHOICE_TYPES = JsonNames.of("function", "custom", "allowed_tools");
    private static final JsonNames CHOICE_MEMBERS = JsonNames.of("type", "function", "custom", "allowed_tools");
    private static final JsonNames ALLOWED_MEMBERS = JsonNames.of("mode", "tools");
    private static final JsonNames ALLOWED_MODES = JsonNames.of("auto", "required");
    private static final JsonNames FUNCTION_CHOICES = JsonNames.of("none", "auto");
    private static final ToolChoiceKind[] WORDS = {ToolChoiceKind.NONE, ToolChoiceKind.AUTO, ToolChoiceKind.REQUIRED};
    private static final ToolChoiceKind[] OBJECTS = {
        ToolChoiceKind.FUNCTION, ToolChoiceKind.CUSTOM, ToolChoiceKind.ALLOWED_TOOLS
    };
    private static final String[] OBJECT_NAMES = {"function", "custom", "allowed_tools"};

    private static final JsonNames CALL_MEMBERS = JsonNames.of("id", "type", "function", "custom");
    private static final JsonNames CALLED_MEMBERS = JsonNames.of("name", "arguments", "input");

    private final CheckedReader in;
    private final JsonCursor json;
    private final ChatRequestScan scan;

    ToolScanner(CheckedReader in, ChatRequestScan scan) {
        this.in = in;
        this.scan = scan;
        json = in.json();
    }

    /** The array of {@code tools}. */
    void tools() {
        in.requireArray("an array of objects");
        for (int i = 0; json.next() != JsonToken.ARRAY_END; i++) {
            in.path().enter(i);
            scan.tool(typed(true) == 1);
            in.leave();
        }
    }

    /**
     * An object whose type says which of two members it must have.
     *
     * @return 0 for a function, 1 for a custom tool
     */
    private int typed(boolean declared) {
        int opened = in.open();
        int type = -1;
        int given = 0;
        while (in.nextName(opened)) {
            int member = TOOL_MEMBERS.find(json);
            given |= member < 0 ? 0 : 1 << member;
            switch (member) {
                case 0 -> {
                    in.enter("type");
                    type = in.requireOneOf(TYPES, TYPE_LIST);
                    in.leave();
                }
                case 1, 2 -> {
                    in.enter(OBJECT_NAMES[member - 1]);
                    if (declared && member == 1) {
                        function();
                    } else {
                        named();
                    }
                    in.leave();
                }
                default -> in.skip();
            }
        }
        if (type < 0) {
            throw in.missing("type");
        }
        if ((given & 2 << type) == 0) {
            throw in.missing(OBJECT_NAMES[type]);
        }
        return type;
    }

    /** A declared function. */
    private void function() {
        int opened = in.open();
        boolean name = false;
        boolean bare = true;
        while (in.nextName(opened)) {
            switch (FUNCTION_MEMBERS.find(json)) {
                case 0 -> {
                    in.identifier("name");
                    name = true;
                }
                case 1 -> in.optionalString("description");
                case 2 -> {
                    in.optionalObject("parameters");
                    bare = json.token() == JsonToken.NULL;
                }
                case 3 -> in.optionalBoolean("strict");
                default -> in.skip();
            }
        }
        if (!name) {
            throw in.missing("name");
        }
        if (bare) {
            scan.foundBareFunction();
        }
    }

    /** An object of which only the name matters. */
    private void named() {
        int opened = in.open();
        boolean name = false;
        while (in.nextName(opened)) {
            if (NAME_MEMBER.find(json) == 0) {
                in.string("name");
                name = true;
            } else {
                in.skip();
            }
        }
        if (!name) {
            throw in.missing("name");
        }
    }

    /** The value of {@code tool_choice}. */
    void toolChoice() {
        if (json.token() == JsonToken.STRING) {
            scan.toolChoice(WORDS[in.requireOneOf(CHOICES, "'none', 'auto', and 'required'")]);
            return;
        }
        if (json.token() != JsonToken.OBJECT_START) {
            throw in.wrong("a string or an object");
        }
        int opened = in.open();
        int type = -1;
        int given = 0;
        while (in.nextName(opened)) {
            int member = CHOICE_MEMBERS.find(json);
            given |= member < 0 ? 0 : 1 << member;
            switch (member) {
                case 0 -> {
                    in.enter("type");
                    type = in.requireOneOf(CHOICE_TYPES, "'function', 'custom', and 'allowed_tools'");
                    in.leave();
                }
                case 1, 2 -> {
                    in.enter(OBJECT_NAMES[member - 1]);
                    named();
                    in.leave();
                }
                case 3 -> allowedTools();
                default -> in.skip();
            }
        }
        if (type < 0) {
            throw in.missing("type");
        }
        if ((given & 2 << type) == 0) {
            throw in.missing(OBJECT_NAMES[type]);
        }
        scan.toolChoice(OBJECTS[type]);
    }

    private void allowedTools() {
        in.enter("allowed_tools");
        int opened = in.open();
        int given = 0;
        while (in.nextName(opened)) {
            int member = ALLOWED_MEMBERS.find(json);
            given |= member < 0 ? 0 : 1 << member;
            switch (member) {
                case 0 -> {
                    in.enter("mode");
                    in.requireOneOf(ALLOWED_MODES, "'auto' and 'required'");
                    in.leave();
                }
                case 1 -> {
                    in.enter("tools");
                    in.requireArray("an array of objects");
                    for (int i = 0; json.next() != JsonToken.ARRAY_END; i++) {
                        in.path().enter(i);
                        typed(false);
                        in.leave();
                    }
                    in.leave();
                }
                default -> in.skip();
            }
        }
        if (given != 3) {
            throw in.missing((given & 1) == 0 ? "mode" : "tools");
        }
        in.leave();
    }

    /** The array of {@code functions}, the older form of {@code tools}. */
    void functions() {
        scan.foundFunctions();
        in.requireArray("an array of objects");
        for (int i = 0; json.next() != JsonToken.ARRAY_END; i++) {
            in.path().enter(i);
            function();
            scan.tool(false);
            in.leave();
        }
    }

    /** The value of {@code function_call}, the older form of {@code tool_choice}. */
    void functionCall() {
        scan.foundFunctions();
        if (json.token() == JsonToken.STRING) {
            in.requireOneOf(FUNCTION_CHOICES, "'none' and 'auto'");
        } else if (json.token() == JsonToken.OBJECT_START) {
            scan.forcesFunction();
            named();
        } else {
            throw in.wrong("a string or an object");
        }
    }

    /** The {@code tool_calls} of a message; how many there are. */
    int calls() {
        int count = 0;
        if (in.enter("tool_calls") != JsonToken.NULL) {
            in.requireArray("an array of objects");
            while (json.next() != JsonToken.ARRAY_END) {
                in.path().enter(count++);
                toolCall();
                in.leave();
            }
        }
        in.leave();
        return count;
    }

    /** One entry; a missing type means a function, as some servers write it. */
    private void toolCall() {
        int opened = in.open();
        int type = 0;
        int given = 0;
        while (in.nextName(opened)) {
            int member = CALL_MEMBERS.find(json);
            given |= member < 0 ? 0 : 1 << member;
            switch (member) {
                case 0 -> in.string("id");
                case 1 -> {
                    in.enter("type");
                    type = in.requireOneOf(TYPES, TYPE_LIST);
                    if (type == 1) {
                        scan.foundCustomCall(in.path().toString());
                    }
                    in.leave();
                }
                case 2 -> required(call("function", "arguments"), "function");
                case 3 -> required(call("custom", "input"), "custom");
                default -> in.skip();
            }
        }
        if ((given & 1) == 0) {
            throw in.missing("id");
        }
        if ((given & 4 << type) == 0) {
            throw in.missing(type == 0 ? "function" : "custom");
        }
    }

    private void required(boolean given, String name) {
        if (!given) {
            throw in.missing(name);
        }
    }

    /** What was called and with which text; whether it is given at all. */
    boolean call(String name, String text) {
        if (in.enter(name) == JsonToken.NULL) {
            in.leave();
            return false;
        }
        int opened = in.open();
        int given = 0;
        while (in.nextName(opened)) {
            int member = CALLED_MEMBERS.find(json);
            given |= member < 0 ? 0 : 1 << member;
            switch (member) {
                case 0 -> in.string("name");
                case 1 -> in.string("arguments");
                case 2 -> in.string("input");
                default -> in.skip();
            }
        }
        if ((given & 1) == 0) {
            throw in.missing("name");
        }
        if ((given & (text.equals("input") ? 4 : 2)) == 0) {
            throw in.missing(text);
        }
        in.leave();
        return true;
    }
}
