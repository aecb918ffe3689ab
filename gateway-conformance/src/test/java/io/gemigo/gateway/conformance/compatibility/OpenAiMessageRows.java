package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.carried;
import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import java.util.List;

/** The fields of a chat completion's messages. */
final class OpenAiMessageRows {
    private static final String HI = ",{'role':'user','content':'hi'}]}";
    private static final String PICTURE = "https://pics.example/a.png";
    private static final String SOUND = "data:audio/wav;base64,aGk=";
    private static final String MARKED = "{'type':'text','text':'a','prompt_cache_breakpoint':{'mode':'explicit'}}";
    private static final String DOCUMENT = "data:application/pdf;base64,aGk=";

    private OpenAiMessageRows() {}

    static List<Group> groups() {
        return List.of(system(), user(), parts(), vendorParts(), assistant(), tool());
    }

    private static Group system() {
        return Group.of(
                "`messages[]` of the roles `system` and `developer`",
                "The upstream wants one system message, first of all: where there are more, or one further down, their texts"
                        + " become one. `developer` goes up as `system`.",
                "messages",
                message("[system].role", "{'role':'system','content':'a'}")
                        .dashScope(carried())
                        .demo(carried()),
                message("[developer].role", "{'role':'developer','content':'a'}")
                        .dashScope(mapped("messages[0].role", "'system'").as("→ `system`"))
                        .demo(carried()),
                message("[system].content", "{'role':'system','content':'a'}")
                        .dashScope(carried())
                        .demo(carried())
                        .given(
                                "several, or not the first",
                                messages("{'role':'system','content':'a'},{'role':'developer','content':'b'}"))
                        .dashScope(mapped("messages[0]", "{'role':'system','content':'a\\n\\nb'}")
                                .as("joined, in front"))
                        .alone(),
                message("[developer].content", "{'role':'developer','content':'a'}")
                        .dashScope(carried())
                        .demo(carried()),
                systemPart("[system].content[text].type", "system"),
                systemPart("[system].content[text].text", "system"),
                systemMark("[system].content[text].prompt_cache_breakpoint", "system"),
                systemPart("[developer].content[text].type", "developer"),
                systemPart("[developer].content[text].text", "developer"),
                systemMark("[developer].content[text].prompt_cache_breakpoint", "developer"),
                message("[system].name", "{'role':'system','content':'a','name':'n'}")
                        .dashScope(carried())
                        .demo(carried())
                        .given(
                                "joined with others",
                                messages("{'role':'system','content':'a','name':'n'},{'role':'system','content':'b'}"))
                        .dashScope(warned())
                        .alone(),
                message("[developer].name", "{'role':'developer','content':'a','name':'n'}")
                        .dashScope(mapped("messages[0].name", "'n'"))
                        .demo(carried())
                        .given(
                                "joined with others",
                                messages(
                                        "{'role':'developer','content':'a','name':'n'},{'role':'system','content':'b'}"))
                        .dashScope(warned())
                        .alone());
    }

    private static Field systemPart(String name, String role) {
        return message(name, "{'role':'" + role + "','content':[{'type':'text','text':'a'}]}")
                .dashScope(mapped("messages[0].content", "'a'").as("→ one text"))
                .demo(carried().loosely());
    }

    private static Field systemMark(String name, String role) {
        return message(name, "{'role':'" + role + "','content':[" + MARKED + "]}")
                .relayed(mapped("messages[0].content", "[" + MARKED + "]").as("carried"))
                .translated(warned())
                .demo(warned())
                .whole()
                .alone();
    }

    private static Group user() {
        return Group.of(
                "`messages[]` of the role `user`",
                "",
                "messages[user].",
                field("role")
                        .given("{'messages':[{'role':'user','content':'a'}]}")
                        .dashScope(carried())
                        .demo(carried()),
                field("content")
                        .given("{'messages':[{'role':'user','content':'a'}]}")
                        .dashScope(carried())
                        .demo(carried()),
                field("name")
                        .given("{'messages':[{'role':'user','content':'a','name':'n'}]}")
                        .dashScope(carried())
                        .demo(carried()));
    }

    private static Group parts() {
        return Group.of(
                "Parts of `messages[].content`",
                "Media need a model that reads them; a name that is not listed is served by the default for media. The demo"
                        + " reads text only.",
                "messages[user].content",
                part("[text].type", "{'type':'text','text':'a'}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .demo(carried()),
                part("[text].text", "{'type':'text','text':'a'}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .demo(carried())
                        .given(
                                "the model reads text only",
                                parts("{'type':'text','text':'a'},{'type':'text','text':'b'}"))
                        .dashScope(mapped("messages[0].content", "'a\\nb'").as("→ one text"))
                        .note("Several texts are joined by line feeds for models that read text only."),
                part(
                                "[text].prompt_cache_breakpoint",
                                "{'type':'text','text':'a','prompt_cache_breakpoint':{'mode':'explicit'}}")
                        .relayed(carried().loosely())
                        .translated(warned())
                        .demo(warned())
                        .whole(),
                part("[image_url].type", picture(""))
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]")),
                part("[image_url].image_url.url", picture(""))
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]"))
                        .given("inline", parts("{'type':'image_url','image_url':{'url':'data:image/png;base64,aGk='}}"))
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .given("the model reads text only", parts(picture("")))
                        .relayed(refused("messages[0].content[0]"))
                        .translated(refused("messages[0].content[0]")),
                part("[image_url].image_url.detail", picture(",'detail':'low'"))
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]")),
                part("[image_url].prompt_cache_breakpoint", picture("},'prompt_cache_breakpoint':{'mode':'explicit'"))
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(warned())
                        .demo(refused("messages[0].content[0]"))
                        .whole(),
                part("[input_audio].type", sound())
                        .model(Gateways.OMNI)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]")),
                part("[input_audio].input_audio.data", sound())
                        .model(Gateways.OMNI)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]"))
                        .given(
                                "bare base64",
                                "{'stream':true,"
                                        + parts("{'type':'input_audio','input_audio':{'data':'aGk=','format':'wav'}}")
                                                .substring(1))
                        .model(Gateways.OMNI)
                        .dashScope(mapped("messages[0].content[0].input_audio.data", "'" + SOUND + "'")
                                .as("→ `data:` URI"))
                        .note("The upstream wants a `data:` URI or the address of a file."),
                part("[input_audio].input_audio.format", sound())
                        .model(Gateways.OMNI)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]")),
                field("[input_audio].prompt_cache_breakpoint")
                        .given("{'stream':true,"
                                + parts(sound().replace("}}", "},'prompt_cache_breakpoint':{'mode':'explicit'}}"))
                                        .substring(1))
                        .model(Gateways.OMNI)
                        .relayed(carried())
                        .translated(warned())
                        .demo(refused("messages[0].content[0]"))
                        .whole()
                        .alone(),
                file("[file].type", "'filename':'a.pdf','file_data':'" + DOCUMENT + "'"),
                file("[file].file.file_data", "'filename':'a.pdf','file_data':'" + DOCUMENT + "'")
                        .given(
                                "a model of the configuration's that reads documents",
                                parts("{'type':'file','file':{'filename':'a.pdf','file_data':'" + DOCUMENT + "'}}"))
                        .model(Gateways.READING)
                        .dashScope(carried()),
                file("[file].file.filename", "'filename':'a.pdf','file_data':'" + DOCUMENT + "'"),
                file("[file].file.file_id", "'file_id':'f'")
                        .given(
                                "a model of the configuration's that reads documents",
                                parts("{'type':'file','file':{'file_id':'f'}}"))
                        .model(Gateways.READING)
                        .translated(refused()),
                file(
                                "[file].prompt_cache_breakpoint",
                                "'file_data':'" + DOCUMENT + "'},'prompt_cache_breakpoint':{'mode':'explicit'")
                        .whole());
    }

    private static Field file(String name, String members) {
        return part(name, "{'type':'file','file':{" + members + "}}")
                .relayed(refused("messages[0].content[0]"))
                .translated(refused(
                        members.startsWith("'file_id")
                                ? "messages[0].content[0].file.file_id"
                                : "messages[0].content[0]"))
                .demo(refused(
                        members.startsWith("'file_id")
                                ? "messages[0].content[0].file.file_id"
                                : "messages[0].content[0]"));
    }

    private static Group vendorParts() {
        String film = "{'type':'video_url','video_url':{'url':'https://pics.example/a.mp4'}";
        return Group.of(
                "Parts and members that OpenAI does not know",
                "",
                "messages",
                part("[user].content[video_url].type", film + "}")
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]")),
                part("[user].content[video_url].video_url.url", film + "}")
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(refused("messages[0].content[0]")),
                part("[user].content[video_url].fps", film + ",'fps':2}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(warned())
                        .demo(refused("messages[0].content[0]")),
                part("[user].content[video_url].total_pixels", film + ",'total_pixels':100000}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(warned())
                        .demo(refused("messages[0].content[0]")),
                part("[user].content[video].type", "{'type':'video','video':['" + PICTURE + "']}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(refused("messages[0].content[0].type"))
                        .demo(refused("messages[0].content[0].type")),
                part("[user].content[video].video", "{'type':'video','video':['" + PICTURE + "']}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(refused("messages[0].content[0].type"))
                        .demo(refused("messages[0].content[0].type"))
                        .whole(),
                part(
                                "[user].content[image_url].min_pixels",
                                picture("},'min_pixels':3136").replace("}}", "}"))
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(warned())
                        .demo(refused("messages[0].content[0]")),
                part(
                                "[user].content[image_url].max_pixels",
                                picture("},'max_pixels':100000").replace("}}", "}"))
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(warned())
                        .demo(refused("messages[0].content[0]")),
                part(
                                "[user].content[text].cache_control",
                                "{'type':'text','text':'a','cache_control':{'type':'ephemeral'}}")
                        .relayed(carried().loosely())
                        .translated(warned())
                        .demo(warned())
                        .whole(),
                field("[assistant].reasoning_content")
                        .given(
                                messages(
                                        "{'role':'user','content':'a'},{'role':'assistant','content':'b','reasoning_content':'c'}"))
                        .dashScope(carried())
                        .demo(carried()),
                field("[assistant].partial")
                        .given(
                                "{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'b','partial':true}]}")
                        .dashScope(carried())
                        .demo(warned())
                        .alone()
                        .note("The answer continues the turn."),
                field("[assistant].tool_calls[].index")
                        .given(
                                round(
                                        "'content':'','tool_calls':[{'index':0,'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]"))
                        .relayed(carried())
                        .translated(here().loosely())
                        .demo(here())
                        .note("A stream's number of the call, sent back: its place says it too."),
                field("[assistant].tool_calls[].anything_else")
                        .given(
                                round(
                                        "'content':'','tool_calls':[{'anything_else':1,'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]"))
                        .relayed(carried())
                        .translated(warned())
                        .demo(warned())
                        .whole(),
                part("[user].content[text].anything_else", "{'type':'text','text':'a','anything_else':1}")
                        .model(Gateways.VISION)
                        .relayed(carried())
                        .translated(warned())
                        .demo(warned())
                        .whole(),
                message("[user].anything_else", "{'role':'user','content':'a','anything_else':1}")
                        .relayed(carried())
                        .translated(warned())
                        .demo(warned())
                        .whole());
    }

    private static Group assistant() {
        String call = "{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}";
        String custom = "{'id':'c','type':'custom','custom':{'name':'f','input':'a'}}";
        return Group.of(
                "`messages[]` of the role `assistant`",
                "",
                "messages[assistant].",
                turn("role", "'content':'b'").dashScope(carried()).demo(carried()),
                turn("content", "'content':'b'")
                        .dashScope(carried())
                        .demo(carried())
                        .given("none beside tool calls", round("'content':null,'tool_calls':[" + call + "]"))
                        .relayed(mapped("messages[1].content", "''").loosely().as("→ empty text")),
                turn("content[].type", "'content':[{'type':'text','text':'b'}]")
                        .dashScope(mapped("messages[1].content", "'b'").as("→ text"))
                        .demo(carried()),
                turn("content[text].text", "'content':[{'type':'text','text':'b'}]")
                        .dashScope(mapped("messages[1].content", "'b'").as("→ text"))
                        .demo(carried())
                        .given(
                                "several",
                                "{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':[{'type':'text',"
                                        + "'text':'b'},{'type':'text','text':'c'}]},{'role':'user','content':'d'}]}")
                        .dashScope(mapped("messages[1].content", "'bc'").as("joined")),
                turn("content[refusal].refusal", "'content':[{'type':'refusal','refusal':'b'}]")
                        .dashScope(mapped("messages[1].content", "'b'").as("→ text"))
                        .demo(carried()),
                turn(
                                "content[text].prompt_cache_breakpoint",
                                "'content':[{'type':'text','text':'b','prompt_cache_breakpoint':{}}]")
                        .relayed(carried().loosely())
                        .translated(warned())
                        .demo(warned())
                        .whole(),
                turn("refusal", "'content':null,'refusal':'b'")
                        .dashScope(mapped("messages[1].content", "'b'").as("→ text"))
                        .demo(carried()),
                turn("name", "'content':'b','name':'n'").dashScope(carried()).demo(carried()),
                turn("audio", "'content':'b','audio':{'id':'a'}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                called("tool_calls", call),
                called("tool_calls[].id", call),
                called("tool_calls[].type", call),
                called("tool_calls[].function.name", call),
                called("tool_calls[].function.arguments", call),
                field("tool_calls[custom].custom")
                        .given(round("'content':null,'tool_calls':[" + custom + "]"))
                        .dashScope(refused("messages[1].tool_calls[0].type"))
                        .demo(refused("messages[1].tool_calls[0].type"))
                        .whole(),
                field("function_call")
                        .given(
                                "{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':null,'function_call':"
                                        + "{'name':'f','arguments':'{}'}},{'role':'function','name':'f','content':'d'}]}")
                        .dashScope(mapped(
                                        "messages[1].tool_calls",
                                        "[{'id':'call_function_1','type':'function','function':{'name':'f','arguments':'{}'}}]")
                                .as("→ `tool_calls`"))
                        .demo(carried())
                        .whole()
                        .alone());
    }

    private static Field called(String name, String call) {
        return field(name)
                .given(round("'content':'','tool_calls':[" + call + "]"))
                .dashScope(carried().loosely())
                .demo(carried().loosely());
    }

    private static Field turn(String name, String members) {
        return field(name)
                .given("{'messages':[{'role':'user','content':'a'},{'role':'assistant'," + members
                        + "},{'role':'user','content':'c'}]}");
    }

    private static String round(String members) {
        return "{'messages':[{'role':'user','content':'a'},{'role':'assistant'," + members
                + "},{'role':'tool','tool_call_id':'c','content':'d'}]}";
    }

    private static Group tool() {
        String call =
                "'content':'','tool_calls':[{'id':'c','type':'function','function':{'name':'f','arguments':'{}'}}]";
        String older = "{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':null,'function_call':"
                + "{'name':'f','arguments':'{}'}},{'role':'function','name':'f','content':'d'}]}";
        return Group.of(
                "`messages[]` of the roles `tool` and `function`",
                "",
                "messages",
                field("[tool].role").given(round(call)).dashScope(carried()).demo(carried()),
                field("[tool].content").given(round(call)).dashScope(carried()).demo(carried()),
                field("[tool].content[text].type")
                        .given(round(call).replace("'content':'d'", "'content':[{'type':'text','text':'d'}]"))
                        .dashScope(mapped("messages[2].content", "'d'").as("→ one text"))
                        .demo(carried()),
                field("[tool].content[text].text")
                        .given(round(call).replace("'content':'d'", "'content':[{'type':'text','text':'d'}]"))
                        .dashScope(mapped("messages[2].content", "'d'").as("→ one text"))
                        .demo(carried()),
                field("[tool].content[text].prompt_cache_breakpoint")
                        .given(round(call).replace("'content':'d'", "'content':[" + MARKED + "]"))
                        .relayed(carried().loosely())
                        .translated(warned())
                        .demo(warned())
                        .whole(),
                field("[tool].tool_call_id")
                        .given(round(call))
                        .dashScope(carried())
                        .demo(carried()),
                field("[function].role")
                        .given(older)
                        .dashScope(mapped("messages[2].role", "'tool'").as("→ `tool`"))
                        .demo(carried())
                        .alone(),
                field("[function].content")
                        .given(older)
                        .dashScope(mapped("messages[2].content", "'d'").as("→ `content`"))
                        .demo(carried())
                        .alone(),
                field("[function].name")
                        .given(older)
                        .dashScope(mapped("messages[2].tool_call_id", "'call_function_1'")
                                .as("→ `tool_call_id`"))
                        .demo(carried())
                        .alone());
    }

    private static String messages(String some) {
        return "{'messages':[" + some + HI;
    }

    private static String parts(String parts) {
        return "{'messages':[{'role':'user','content':[" + parts + "]}]}";
    }

    private static Field message(String name, String message) {
        return field(name).given(messages(message));
    }

    private static Field part(String name, String part) {
        return field(name).given(parts(part));
    }

    private static String picture(String more) {
        return "{'type':'image_url','image_url':{'url':'" + PICTURE + "'" + more + "}}";
    }

    private static String sound() {
        return "{'type':'input_audio','input_audio':{'data':'" + SOUND + "','format':'wav'}}";
    }
}
