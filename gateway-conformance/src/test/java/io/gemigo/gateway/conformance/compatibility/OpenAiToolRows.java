package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.carried;
import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import java.util.List;

/** The fields of a chat completion's tools. */
final class OpenAiToolRows {
    private static final String FUNCTION =
            "{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'},'strict':true}}";
    private static final String TOOLS =
            "'tools':[" + FUNCTION + ",{'type':'function','function':{'name':'g','parameters':{}}}]";
    private static final String ONE = "'tools':[" + FUNCTION + "]";
    private static final String CUSTOM = "{'tools':[{'type':'custom','custom':{'name':'f'}}]}";
    private static final String OLDER = "'functions':[{'name':'f','description':'d','parameters':{'type':'object'}}]";

    private OpenAiToolRows() {}

    static List<Group> groups() {
        return List.of(tools(), older());
    }

    private static Group tools() {
        String allowed =
                "'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'auto','tools':[{'type':'function',"
                        + "'function':{'name':'f'}}]}}";
        return Group.of(
                "Tools",
                "",
                "",
                tool("tools"),
                tool("tools[].type"),
                tool("tools[].function.name"),
                tool("tools[].function.description"),
                tool("tools[].function.parameters").whole(),
                tool("tools[].function.strict"),
                field("tools[].custom")
                        .given(CUSTOM)
                        .dashScope(refused("tools[0].type"))
                        .demo(refused("tools[0].type"))
                        .whole(),
                field("tools[].anything_else")
                        .given("{'tools':["
                                + FUNCTION.replace("'type':'function',", "'type':'function','anything_else':1,") + "]}")
                        .relayed(carried())
                        .translated(warned())
                        .demo(warned().telling("tools", "ignored"))
                        .whole(),
                field("tools[].function.anything_else")
                        .given("{'tools':[" + FUNCTION.replace("{'name'", "{'anything_else':1,'name'") + "]}")
                        .relayed(carried())
                        .translated(warned())
                        .demo(warned().telling("tools", "ignored"))
                        .whole(),
                field("parallel_tool_calls")
                        .given("{" + TOOLS + ",'parallel_tool_calls':false}")
                        .dashScope(mapped("parallel_tool_calls", "false").as("carried"))
                        .demo(warned("tools"))
                        .given("asks for nothing: without tools", "{'parallel_tool_calls':true}")
                        .dashScope(here())
                        .note("True if not given, as with OpenAI; the upstream's own default is false."),
                field("tool_choice")
                        .given("{" + TOOLS + ",'tool_choice':'none'}")
                        .dashScope(carried())
                        .demo(warned("tools"))
                        .given("asks for nothing: auto", "{" + TOOLS + ",'tool_choice':'auto'}")
                        .relayed(carried())
                        .translated(here())
                        .given("required", "{" + TOOLS + ",'tool_choice':'required'}")
                        .dashScope(carried())
                        .given("required, one tool", "{" + ONE + ",'tool_choice':'required'}")
                        .dashScope(mapped("tool_choice", "{'type':'function','function':{'name':'f'}}")
                                .as("→ that function"))
                        .given("required, and the model cannot be forced", "{" + TOOLS + ",'tool_choice':'required'}")
                        .model(Gateways.OLDER)
                        .dashScope(mapped("messages[0].role", "'system'")
                                .aloud()
                                .as("→ a sentence of the system's, warned"))
                        .given("required, without tools", "{'tool_choice':'required'}")
                        .dashScope(refused())
                        .note(
                                "Where a call cannot be forced, a sentence of the system's asks for one. Thinking, if wished for,"
                                        + " beats force."),
                field("tool_choice.type")
                        .given("{" + TOOLS + ",'tool_choice':{'type':'function','function':{'name':'f'}}}")
                        .dashScope(carried())
                        .demo(warned("tools"))
                        .alone(),
                field("tool_choice.function.name")
                        .given("{" + TOOLS + ",'tool_choice':{'type':'function','function':{'name':'f'}}}")
                        .dashScope(carried())
                        .demo(warned("tools"))
                        .alone(),
                field("tool_choice.custom")
                        .given("{" + TOOLS + ",'tool_choice':{'type':'custom','custom':{'name':'f'}}}")
                        .dashScope(refused("tool_choice.type"))
                        .demo(refused("tool_choice.type"))
                        .whole()
                        .alone(),
                field("tool_choice.allowed_tools.mode")
                        .given("{" + TOOLS + "," + allowed.replace("auto", "required") + "}")
                        .dashScope(mapped("tool_choice", "{'type':'function','function':{'name':'f'}}"))
                        .demo(warned("tools"))
                        .alone(),
                field("tool_choice.allowed_tools.tools")
                        .given("{" + TOOLS + "," + allowed + "}")
                        .dashScope(mapped("tools", "[" + FUNCTION + "]"))
                        .demo(warned("tools"))
                        .whole()
                        .alone()
                        .note("Only the tools that may be called go up."));
    }

    private static Field tool(String name) {
        return field(name).given("{" + ONE + "}").dashScope(carried().loosely()).demo(warned("tools"));
    }

    private static Group older() {
        return Group.of(
                "Functions, the older form of tools",
                "They go up as tools; answers come in the older form again.",
                "",
                function("functions"),
                function("functions[].name"),
                function("functions[].description"),
                function("functions[].parameters").whole(),
                field("function_call")
                        .given("{" + OLDER + ",'function_call':'none'}")
                        .dashScope(mapped("tool_choice", "'none'"))
                        .demo(warned("functions"))
                        .alone(),
                field("function_call.name")
                        .given("{" + OLDER + ",'function_call':{'name':'f'}}")
                        .dashScope(mapped("tool_choice", "{'type':'function','function':{'name':'f'}}"))
                        .demo(warned("functions"))
                        .alone());
    }

    private static Field function(String name) {
        return field(name)
                .given("{" + OLDER + "}")
                .dashScope(
                        mapped(
                                "tools",
                                "[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'}}}]"))
                .demo(warned("functions"))
                .alone();
    }
}
