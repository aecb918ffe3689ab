package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.carried;
import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contents and the system instruction of {@code generateContent}. */
final class GenAiContentRows {
    private static final String HI = "{'role':'user','parts':[{'text':'hi'}]}";
    private static final String PICTURE = "'mimeType':'image/png','data':'aGk='";
    private static final String REFERENCE = "'mimeType':'image/png','fileUri':'https://pics.example/a'";
    private static final String CALL = "'id':'c','name':'f','args':{'a':1}";
    private static final String RESULT = "'id':'c','name':'f','response':{'b':2}";
    private static final String CALLED =
            "{'id':'c','type':'function','function':{'name':'f','arguments':'{\\'a\\':1}'}}";

    private GenAiContentRows() {}

    static List<Group> groups() {
        return List.of(contents(), media(), functions(), history());
    }

    private static Group contents() {
        return Group.of(
                "Contents and system instruction",
                "",
                "",
                field("contents")
                        .given("{'contents':[" + HI + "]}")
                        .dashScope(mapped("messages", "[{'role':'user','content':'hi'}]"))
                        .demo(carried()),
                field("contents[].role")
                        .given("{'contents':[" + HI + ",{'role':'model','parts':[{'text':'a'}]}," + HI + "]}")
                        .dashScope(mapped("messages[1].role", "'assistant'").as("→ `role`: `user`, `assistant`"))
                        .demo(carried())
                        .given("function, tool", "{'contents':[{'role':'function','parts':[{'text':'a'}]}]}")
                        .dashScope(
                                mapped("messages[0].role", "'user'").loosely().as("as user"))
                        .given(
                                "the last is the model's",
                                "{'contents':[" + HI + ",{'role':'model','parts':[{'text':'a'}]}]}")
                        .dashScope(mapped("messages[1]", "{'role':'assistant','content':'a','partial':true}")
                                .as("continued"))
                        .demo(warned("contents"))
                        .given(
                                "and the model cannot continue it",
                                "{'contents':[" + HI + ",{'role':'model','parts':[{'text':'a'}]}]}")
                        .model(Gateways.VISION)
                        .dashScope(mapped("messages[1]", "{'role':'assistant','content':'a'}")
                                .telling("contents", "ignored")
                                .as("→ `role`, warned"))
                        .given("another", "{'contents':[{'role':'system','parts':[{'text':'a'}]}]}")
                        .dashScope(refused("contents[0]"))
                        .demo(refused("contents[0]"))
                        .alone()
                        .note("None is the user's. Neighbouring contents of the model's are one message."),
                content("anythingElse", "1").dashScope(warned()).demo(warned()).whole(),
                field("contents[].parts")
                        .given("{'contents':[" + HI + "]}")
                        .dashScope(mapped("messages[0].content", "'hi'"))
                        .demo(carried()),
                field("contents[].parts[].text")
                        .given("{'contents':[" + HI + "]}")
                        .dashScope(mapped("messages[0].content", "'hi'"))
                        .demo(carried())
                        .given("several", "{'contents':[{'parts':[{'text':'a'},{'text':'b'}]}]}")
                        .dashScope(mapped("messages[0].content", "'a\\nb'")
                                .as("joined by line feeds; the model's by nothing")),
                field("contents[].parts[].anythingElse")
                        .given(parts("{'text':'a','anythingElse':1}"))
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                field("systemInstruction")
                        .given("{'systemInstruction':{'parts':[{'text':'a'},{'text':'b'}]}}")
                        .dashScope(mapped("messages[0]", "{'role':'system','content':'a\\n\\nb'}")
                                .as("→ `messages[system]`"))
                        .demo(carried())
                        .given("a bare text", "{'systemInstruction':'a'}")
                        .dashScope(mapped("messages[0]", "{'role':'system','content':'a'}")
                                .as("the same"))
                        .alone(),
                field("systemInstruction.role")
                        .given(
                                "asks for nothing: of no account",
                                "{'systemInstruction':{'role':'user','parts':[{'text':'a'}]}}")
                        .dashScope(here())
                        .demo(here())
                        .alone()
                        .note("Of no account, as with Google."),
                field("systemInstruction.parts")
                        .given("{'systemInstruction':{'parts':[{'text':'a'}]}}")
                        .dashScope(mapped("messages[0].content", "'a'"))
                        .demo(carried())
                        .alone(),
                field("systemInstruction.parts[].text")
                        .given("{'systemInstruction':{'parts':[{'text':'a'}]}}")
                        .dashScope(mapped("messages[0].content", "'a'"))
                        .demo(carried())
                        .alone(),
                field("systemInstruction.parts[].inlineData")
                        .given("{'systemInstruction':{'parts':[{'text':'a'},{'inlineData':{" + PICTURE + "}}]}}")
                        .dashScope(refused("system_instruction"))
                        .demo(refused("system_instruction"))
                        .alone()
                        .note("Text only; so are the other media."),
                field("systemInstruction.anythingElse")
                        .given("{'systemInstruction':{'anythingElse':1,'parts':[{'text':'a'}]}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole()
                        .alone());
    }

    private static Field content(String name, String value) {
        return field("contents[]." + name)
                .given("{'contents':[{'role':'user','" + name + "':" + value + ",'parts':[{'text':'hi'}]}]}");
    }

    private static Field part(String name, String members) {
        return field(name).given(parts("{" + members + "}"));
    }

    private static String parts(String parts) {
        return "{'contents':[{'role':'user','parts':[" + parts + "]}]}";
    }

    private static Field inline(String name) {
        return part("inlineData" + name, "'inlineData':{" + PICTURE + "}").model(Gateways.VISION);
    }

    private static Group media() {
        String url = "messages[0].content[0].image_url.url";
        String inlined = "'data:image/png;base64,aGk='";
        return Group.of(
                "Media: `contents[].parts[]`",
                "Media need a model that reads them; a name that is not listed is served by the default for media. The gateway"
                        + " never fetches what a URI points to. The demo reads text only.",
                "contents[].parts[].",
                inline("")
                        .dashScope(mapped(url, inlined).as("→ `image_url`, `input_audio`, `video_url`, `file`"))
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .given(
                                "text/*, application/json",
                                parts("{'inlineData':{'mimeType':'text/plain','data':'aGk='}}"))
                        .dashScope(mapped("messages[0].content", "'hi'").as("→ text"))
                        .given("the model cannot read it", parts("{'inlineData':{" + PICTURE + "}}"))
                        .dashScope(refused())
                        .note("Model turns carry text only: media there are warned of."),
                inline(".mimeType")
                        .dashScope(mapped(url, inlined))
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .given(
                                "no kind of media there is",
                                parts("{'inlineData':{'mimeType':'application/zip','data':'aGk='}}"))
                        .model(Gateways.VISION)
                        .dashScope(refused("contents[0].parts[0].inline_data")),
                inline(".data")
                        .dashScope(mapped(url, inlined))
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .note("Either alphabet of base64, padded or not."),
                part("inlineData.displayName", "'inlineData':{" + PICTURE + ",'displayName':'n'}")
                        .model(Gateways.VISION)
                        .dashScope(warned())
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .given(
                                "of a text",
                                parts("{'inlineData':{'mimeType':'text/plain','data':'aGk=','displayName':'n'}}"))
                        .dashScope(mapped("messages[0].content", "'n:\\nhi'").as("→ in front of the text"))
                        .given(
                                "of a document",
                                parts("{'inlineData':{'mimeType':'application/pdf','data':'aGk=','displayName':'n'}}"))
                        .model(Gateways.READING)
                        .dashScope(mapped("messages[0].content[0].file.filename", "'n'")
                                .as("→ `filename`")),
                part("inlineData.anythingElse", "'inlineData':{" + PICTURE + ",'anythingElse':1}")
                        .model(Gateways.VISION)
                        .dashScope(warned())
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .whole(),
                part("fileData", "'fileData':{" + REFERENCE + "}")
                        .model(Gateways.VISION)
                        .dashScope(mapped(url, "'https://pics.example/a'"))
                        .demo(refused("contents[0].parts[0].file_data")),
                part("fileData.mimeType", "'fileData':{" + REFERENCE + "}")
                        .model(Gateways.VISION)
                        .dashScope(mapped("messages[0].content[0].type", "'image_url'"))
                        .demo(refused("contents[0].parts[0].file_data")),
                part("fileData.fileUri", "'fileData':{" + REFERENCE + "}")
                        .model(Gateways.VISION)
                        .dashScope(mapped(url, "'https://pics.example/a'"))
                        .demo(refused("contents[0].parts[0].file_data"))
                        .given(
                                "Google's files, gs:, YouTube",
                                parts("{'fileData':{'mimeType':'image/png','fileUri':'gs://a/b'}}"))
                        .model(Gateways.VISION)
                        .dashScope(refused("contents[0].parts[0].file_data"))
                        .note("https only."),
                part("fileData.displayName", "'fileData':{" + REFERENCE + ",'displayName':'n'}")
                        .model(Gateways.VISION)
                        .dashScope(warned())
                        .demo(refused("contents[0].parts[0].file_data")),
                part("fileData.anythingElse", "'fileData':{" + REFERENCE + ",'anythingElse':1}")
                        .model(Gateways.VISION)
                        .dashScope(warned())
                        .demo(refused("contents[0].parts[0].file_data"))
                        .whole(),
                part("mediaResolution", "'inlineData':{" + PICTURE + "},'mediaResolution':'MEDIA_RESOLUTION_LOW'")
                        .model(Gateways.VISION)
                        .dashScope(mapped("messages[0].content[0].image_url.detail", "'low'"))
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .given(
                                "neither low nor high",
                                parts("{'inlineData':{" + PICTURE + "},'mediaResolution':'MEDIA_RESOLUTION_MEDIUM'}"))
                        .model(Gateways.VISION)
                        .dashScope(warned()),
                part(
                                "mediaResolution.level",
                                "'inlineData':{" + PICTURE + "},'mediaResolution':{'level':'MEDIA_RESOLUTION_HIGH'}")
                        .model(Gateways.VISION)
                        .dashScope(mapped("messages[0].content[0].image_url.detail", "'high'"))
                        .demo(refused("contents[0].parts[0].inline_data")),
                beside("videoMetadata", "{'fps':1}"),
                beside("mediaProcessing", "{}"),
                beside("audioTranscription", "{}"),
                beside("speechMetadata", "{}"),
                beside("partMetadata", "{'a':1}"));
    }

    private static Field beside(String name, String value) {
        return part(name, "'text':'a','" + name + "':" + value)
                .dashScope(warned())
                .demo(warned())
                .whole();
    }

    private static String round(String call, String result) {
        return "{'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'functionCall':{" + call
                + "}}]},{'role':'user','parts':[{'functionResponse':{" + result + "}}]}]}";
    }

    private static Field call(String name, String more) {
        return field("functionCall" + name).given(round(CALL + more, RESULT));
    }

    private static Field result(String name, String more) {
        return field("functionResponse" + name).given(round(CALL, RESULT + more));
    }

    private static Group functions() {
        return Group.of(
                "Function calls and their results: `contents[].parts[]`",
                "",
                "contents[].parts[].",
                call("", "")
                        .dashScope(mapped("messages[1].tool_calls", "[" + CALLED + "]")
                                .as("→ `tool_calls`"))
                        .demo(carried())
                        .alone(),
                call(".id", "")
                        .dashScope(mapped("messages[1].tool_calls[0].id", "'c'"))
                        .demo(here())
                        .given(
                                "given twice",
                                "{'contents':[{'role':'model','parts':[{'functionCall':{'id':'c','name':'f'}},{'functionCall':{'id':'c',"
                                        + "'name':'f'}}]},{'role':'user','parts':[{'functionResponse':{'id':'c','response':{}}},"
                                        + "{'functionResponse':{'id':'c','response':{}}}]}]}")
                        .dashScope(mapped("messages[0].tool_calls[1].id", "'call_1'")
                                .loosely()
                                .as("the gateway makes one, as for none"))
                        .alone(),
                call(".name", "")
                        .dashScope(mapped("messages[1].tool_calls[0].function.name", "'f'"))
                        .demo(carried())
                        .alone()
                        .note("Names the upstream does not take are written in another way, and back in the answer."),
                call(".args", "")
                        .dashScope(mapped("messages[1].tool_calls[0].function.arguments", "'{\\'a\\':1}'"))
                        .demo(carried())
                        .alone(),
                call(".partialArgs", ",'partialArgs':[]")
                        .dashScope(refused())
                        .demo(refused())
                        .whole()
                        .alone(),
                call(".willContinue", ",'willContinue':true")
                        .dashScope(warned())
                        .demo(warned()),
                call(".anythingElse", ",'anythingElse':1")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                result("", "")
                        .dashScope(mapped("messages[2].role", "'tool'").as("→ message of role `tool`"))
                        .demo(carried())
                        .alone(),
                result(".id", "")
                        .dashScope(mapped("messages[2].tool_call_id", "'c'").loosely())
                        .demo(here())
                        .given("of no call", round(CALL, "'id':'x','name':'g','response':{}"))
                        .dashScope(refused("contents[2].parts[0].function_response"))
                        .demo(refused("contents[2].parts[0].function_response"))
                        .alone()
                        .note("Else the name, else the order says which call is answered."),
                field("functionResponse.name")
                        .given(
                                "without ids",
                                "{'contents':[{'role':'model','parts':[{'functionCall':{'name':'f'}},{'functionCall':{'name':'g'}}]},"
                                        + "{'role':'user','parts':[{'functionResponse':{'name':'g','response':{'r':1}}},"
                                        + "{'functionResponse':{'name':'f','response':{'r':2}}}]}]}")
                        .dashScope(
                                mapped("messages[1].tool_call_id", "'call_2'").as("which call is answered"))
                        .demo(carried())
                        .alone(),
                result(".response", "")
                        .dashScope(mapped("messages[2].content", "'{\\'b\\':2}'"))
                        .demo(carried())
                        .alone(),
                result(".parts", ",'parts':[{'inlineData':{" + PICTURE + "}}]")
                        .dashScope(refused())
                        .demo(refused())
                        .whole()
                        .alone(),
                result(".willContinue", ",'willContinue':true")
                        .dashScope(warned())
                        .demo(warned()),
                result(".scheduling", ",'scheduling':'SILENT'")
                        .dashScope(warned())
                        .demo(warned()),
                result(".anythingElse", ",'anythingElse':1")
                        .dashScope(warned())
                        .demo(warned())
                        .whole());
    }

    private static Field turn(String name, String part) {
        return field(name)
                .given("{'contents':[{'role':'user','parts':[{'text':'a'}]},{'role':'model','parts':[{'text':'b'},{"
                        + part + "}]}," + HI + "]}");
    }

    private static Group history() {
        return Group.of(
                "What models leave in the history: `contents[].parts[]`",
                "Thoughts and their signatures are never fed back to a model; Google's API does not either.",
                "contents[].parts[].",
                turn("thought", "'text':'c','thought':true")
                        .dashScope(mapped("messages[1].content", "'b'").as("left out"))
                        .demo(carried().loosely())
                        .alone(),
                field("thoughtSignature")
                        .given(
                                "asks for nothing: left out",
                                "{'contents':[" + HI
                                        + ",{'role':'model','parts':[{'text':'b','thoughtSignature':'not base64'}]},"
                                        + HI + "]}")
                        .dashScope(here())
                        .demo(here())
                        .note("Left out; any string is taken."),
                field("callIndex")
                        .given("asks for nothing: left out", parts("{'text':'a','callIndex':1}"))
                        .dashScope(here())
                        .demo(here())
                        .note("gemini-cli's own; left out."),
                server("executableCode", "{'language':'PYTHON','code':'1'}", "'b```python\\n1\\n```\\n'"),
                server("codeExecutionResult", "{'outcome':'OUTCOME_OK','output':'1'}", "'b```\\n1\\n```\\n'"),
                server("toolCall", "{'toolType':'GOOGLE_SEARCH','args':{}}", null),
                server("toolResponse", "{'toolType':'GOOGLE_SEARCH','response':{}}", null));
    }

    private static Field server(String name, String value, @Nullable String text) {
        Expect expect = mapped("messages[1].role", "'assistant'").aloud().as("→ text, warned");
        return turn(name, "'" + name + "':" + value)
                .dashScope(text == null ? expect : expect.and("messages[1].content", text))
                .demo(carried().aloud())
                .whole()
                .alone();
    }
}
