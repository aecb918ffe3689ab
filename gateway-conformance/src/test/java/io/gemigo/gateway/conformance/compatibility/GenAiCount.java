package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import io.gemigo.gateway.conformance.pipeline.Pipeline;
import io.gemigo.gateway.testkit.json.Json;
import java.util.List;

/** {@code :countTokens}. */
final class GenAiCount implements Api {
    private static final String CONTENTS =
            "'contents':[{'role':'user','parts':[{'text':'how many tokens are there'}]}]";
    private static final String SYSTEM = "'systemInstruction':{'parts':[{'text':'count well and be brief about it'}]}";
    private static final String TOOLS =
            "'tools':[{'functionDeclarations':[{'name':'f','description':'some words of what it does'}]}]";

    private final Gateways gateways = new Gateways();

    @Override
    public String dialect() {
        return "genai";
    }

    @Override
    public String title() {
        return "GenAI: `:countTokens`";
    }

    @Override
    public String knownFields() {
        return "genai-count.txt";
    }

    @Override
    public List<Column> columns() {
        return List.of(Column.DASHSCOPE, Column.DEMO);
    }

    @Override
    public boolean local() {
        return true;
    }

    @Override
    public List<String> always(Column column) {
        // Vocabularies are an option of the assembly; here there is none.
        return List.of("genai; field=totalTokens; action=estimated");
    }

    @Override
    public List<String> nullable() {
        return List.of("model", "systemInstruction", "tools", "toolConfig", "generationConfig", "anythingElse");
    }

    @Override
    public List<Group> groups() {
        return List.of(Group.of(
                "Counting",
                "The gateway counts itself, whoever serves the model; *here* means counted. A whole request is read as"
                        + " `:generateContent` reads it, and refused or warned of alike.",
                "",
                field("model")
                        .given("asks for nothing: the path's", "{'model':'models/qwen3-max'}")
                        .dashScope(here())
                        .demo(here())
                        .given("another than the path's", "{'model':'models/other'}")
                        .dashScope(warned())
                        .demo(warned()),
                counted("contents", CONTENTS).whole(),
                counted("systemInstruction", SYSTEM).whole(),
                counted("tools", TOOLS).whole(),
                field("toolConfig")
                        .given("asks for nothing: it changes no count", "{'toolConfig':{}}")
                        .dashScope(here())
                        .demo(here())
                        .whole(),
                field("generationConfig")
                        .given("asks for nothing: it changes no count", "{'generationConfig':{'temperature':1}}")
                        .dashScope(here())
                        .demo(here())
                        .whole(),
                field("generateContentRequest")
                        .given("{'contents':null,'generateContentRequest':{" + CONTENTS + "}}")
                        .dashScope(here())
                        .demo(here())
                        .given("beside contents", "{'generateContentRequest':{" + CONTENTS + "}}")
                        .dashScope(refused(""))
                        .demo(refused(""))
                        .whole()
                        .alone(),
                inside("contents", CONTENTS),
                inside("systemInstruction", CONTENTS + "," + SYSTEM),
                inside("tools", CONTENTS + "," + TOOLS),
                field("generateContentRequest.cachedContent")
                        .given("{'contents':null,'generateContentRequest':{" + CONTENTS
                                + ",'cachedContent':'cachedContents/a'}}")
                        .dashScope(refused())
                        .demo(refused())
                        .alone(),
                field("generateContentRequest.safetySettings")
                        .given(
                                "{'contents':null,'generateContentRequest':{" + CONTENTS
                                        + ",'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'BLOCK_NONE'}]}}")
                        .dashScope(warned())
                        .demo(warned())
                        .alone(),
                field("generateContentRequest.anythingElse")
                        .given("{'contents':null,'generateContentRequest':{" + CONTENTS + ",'anythingElse':1}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole()
                        .alone(),
                field("anythingElse")
                        .given("{'anythingElse':1}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole()));
    }

    private static Field counted(String name, String members) {
        return field(name)
                .given("{" + members + "}")
                .dashScope(here())
                .demo(here())
                .alone();
    }

    private static Field inside(String name, String members) {
        return field("generateContentRequest." + name)
                .given("{'contents':null,'generateContentRequest':{" + members + "}}")
                .dashScope(here())
                .demo(here())
                .whole()
                .alone();
    }

    @Override
    public Json body(Field.Case request, Column column) {
        return Api.with(Expect.json("{'contents':[{'parts':[{'text':'hi'}]}]}"), request.given);
    }

    @Override
    public Answered ask(Column column, Field.Case request, Json body) {
        return gateways.ask(column, Pipeline.GENAI + Gateways.TEXT + ":countTokens", body, "");
    }

    @Override
    public String refusedField(Answered refusal) {
        Json error = Json.parse(refusal.body()).at("error");
        return error.has("details") ? GenAiGenerate.refusedFieldOf(refusal) : "";
    }

    @Override
    public String spelled(String path) {
        return GenAiGenerate.snake(path);
    }
}
