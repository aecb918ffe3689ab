package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import java.util.List;

/** The tools of {@code generateContent}. */
final class GenAiToolRows {
    private static final String SCHEMA = "{'type':'OBJECT','properties':{'a':{'type':'STRING'}}}";
    private static final String PLAIN = "{'type':'object','properties':{'a':{'type':'string'}}}";

    private GenAiToolRows() {}

    static List<Group> groups() {
        return List.of(tools(), config());
    }

    private static Field function(String name, String members) {
        return field("tools[].functionDeclarations[]." + name).given(declared("{'name':'f'" + members + "}"));
    }

    private static String declared(String functions) {
        return "{'tools':[{'functionDeclarations':[" + functions + "]}]}";
    }

    private static Group tools() {
        String f = "{'name':'f','description':'d','parameters':" + SCHEMA + "}";
        return Group.of(
                "Tools",
                "A tool that no upstream has is refused: an answer made without it would look as if made with it.",
                "",
                field("tools")
                        .given("{'tools':[{'functionDeclarations':[" + f
                                + "]},{'functionDeclarations':[{'name':'g'}]}]}")
                        .dashScope(mapped("tools[1].function.name", "'g'").as("→ `tools`, of all objects"))
                        .demo(warned())
                        .given("asks for nothing: empty", "{'tools':[]}")
                        .dashScope(here())
                        .alone(),
                field("tools[].functionDeclarations")
                        .given(declared(f))
                        .dashScope(mapped(
                                        "tools",
                                        "[{'type':'function','function':{'name':'f','description':'d','parameters':"
                                                + PLAIN + "}}]")
                                .and("parallel_tool_calls", "true"))
                        .demo(warned("tools"))
                        .alone(),
                function("name", "")
                        .dashScope(mapped("tools[0].function.name", "'f'"))
                        .demo(warned("tools"))
                        .given("the upstream does not take it", declared("{'name':'a.b'}"))
                        .dashScope(mapped("tools[0].function.name", "'a_b'")
                                .loosely()
                                .as("written in another way, and back"))
                        .alone(),
                function("description", ",'description':'d'")
                        .dashScope(mapped("tools[0].function.description", "'d'"))
                        .demo(warned("tools"))
                        .alone(),
                function("parameters", ",'parameters':" + SCHEMA)
                        .dashScope(mapped("tools[0].function.parameters", PLAIN))
                        .demo(warned("tools"))
                        .whole()
                        .alone()
                        .note("As a schema, see above."),
                function("parametersJsonSchema", ",'parametersJsonSchema':" + PLAIN)
                        .dashScope(mapped("tools[0].function.parameters", PLAIN))
                        .demo(warned("tools"))
                        .given(
                                "beside parameters",
                                declared("{'name':'f','parameters':" + SCHEMA + ",'parametersJsonSchema':" + PLAIN
                                        + "}"))
                        .dashScope(refused())
                        .demo(refused())
                        .whole()
                        .alone(),
                documentation("response", SCHEMA),
                documentation("responseJsonSchema", PLAIN),
                function("behavior", ",'behavior':'NON_BLOCKING'")
                        .dashScope(warned())
                        .demo(warned().telling("tools", "ignored"))
                        .given("asks for nothing: BLOCKING", declared("{'name':'f','behavior':'BLOCKING'}"))
                        .dashScope(here())
                        .alone(),
                function("anythingElse", ",'anythingElse':1")
                        .dashScope(warned())
                        .demo(warned().telling("tools", "ignored"))
                        .whole()
                        .alone(),
                search("googleSearch", "{}"),
                searchMember(
                        "googleSearch.timeRangeFilter",
                        "'googleSearch':{'timeRangeFilter':{'startTime':'2025-01-01T00:00:00Z'}}"),
                searchMember("googleSearch.excludeDomains", "'googleSearch':{'excludeDomains':['a.example']}"),
                search("googleSearchRetrieval", "{}"),
                searchMember(
                        "googleSearchRetrieval.dynamicRetrievalConfig",
                        "'googleSearchRetrieval':{'dynamicRetrievalConfig':{'mode':'MODE_DYNAMIC'}}"),
                refusedTool("codeExecution"),
                refusedTool("urlContext"),
                refusedTool("computerUse"),
                refusedTool("fileSearch"),
                refusedTool("googleMaps"),
                refusedTool("mcpServers"),
                refusedTool("anythingElse"));
    }

    private static Field documentation(String name, String schema) {
        return function(name, ",'" + name + "':" + schema)
                .dashScope(warned())
                .demo(warned().telling("tools", "ignored"))
                .whole()
                .alone();
    }

    private static Field search(String name, String value) {
        String tool = "{'tools':[{'" + name + "':" + value + "}]}";
        return field("tools[]." + name)
                .given(tool)
                .dashScope(refused())
                .demo(warned("tools"))
                .given("where the configuration allows search", tool)
                .model(Gateways.SEARCHING)
                .dashScope(mapped("enable_search", "true"))
                .alone();
    }

    private static Field searchMember(String name, String tool) {
        return field("tools[]." + name)
                .given("{'tools':[{" + tool + "}]}")
                .model(Gateways.SEARCHING)
                .dashScope(warned())
                .demo(warned().telling("tools", "ignored"))
                .whole();
    }

    private static Field refusedTool(String name) {
        return field("tools[]." + name)
                .given("{'tools':[{'" + name + "':{}}]}")
                .dashScope(refused())
                .demo(refused())
                .whole();
    }

    private static String with(String toolConfig) {
        return "{'tools':[{'functionDeclarations':[{'name':'f'},{'name':'g'}]}],'toolConfig':{" + toolConfig + "}}";
    }

    private static Field calling(String name, String members) {
        return field("toolConfig.functionCallingConfig." + name)
                .given(with("'functionCallingConfig':{" + members + "}"));
    }

    private static Group config() {
        return Group.of(
                "toolConfig",
                "",
                "",
                calling("mode", "'mode':'NONE'")
                        .dashScope(mapped("tool_choice", "'none'"))
                        .demo(warned("tools"))
                        .given("asks for nothing: AUTO", with("'functionCallingConfig':{'mode':'AUTO'}"))
                        .dashScope(here())
                        .given("ANY", with("'functionCallingConfig':{'mode':'ANY'}"))
                        .dashScope(mapped("tool_choice", "'required'").as("→ `required`, or the only function"))
                        .given("ANY, and the model cannot be forced", with("'functionCallingConfig':{'mode':'ANY'}"))
                        .model(Gateways.OLDER)
                        .dashScope(mapped("messages[0].role", "'system'")
                                .telling("toolConfig.functionCallingConfig", "mapped")
                                .as("→ a sentence of the system's, warned"))
                        .given("VALIDATED", with("'functionCallingConfig':{'mode':'VALIDATED'}"))
                        .dashScope(mapped("tools[0].function.name", "'f'")
                                .aloud()
                                .loosely()
                                .as("as AUTO, warned"))
                        .alone(),
                calling("allowedFunctionNames", "'mode':'ANY','allowedFunctionNames':['g']")
                        .dashScope(mapped("tool_choice", "{'type':'function','function':{'name':'g'}}")
                                .and("tools[0].function.name", "'g'")
                                .as("→ `tools`: only these"))
                        .demo(warned("tools"))
                        .given(
                                "not declared",
                                with("'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['h']}"))
                        .dashScope(refused())
                        .demo(refused())
                        .given(
                                "neither ANY nor VALIDATED",
                                with("'functionCallingConfig':{'allowedFunctionNames':['g']}"))
                        .dashScope(warned())
                        .alone(),
                calling("streamFunctionCallArguments", "'streamFunctionCallArguments':true")
                        .dashScope(warned())
                        .demo(warned().telling("tools", "ignored"))
                        .alone(),
                calling("anythingElse", "'anythingElse':1")
                        .dashScope(warned())
                        .demo(warned().telling("tools", "ignored"))
                        .whole()
                        .alone(),
                field("toolConfig.retrievalConfig")
                        .given("{'toolConfig':{'retrievalConfig':{'languageCode':'en'}}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                field("toolConfig.includeServerSideToolInvocations")
                        .given("{'toolConfig':{'includeServerSideToolInvocations':true}}")
                        .dashScope(warned())
                        .demo(warned()),
                field("toolConfig.anythingElse")
                        .given("{'toolConfig':{'anythingElse':1}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole());
    }
}
