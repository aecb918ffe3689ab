package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.capped;
import static io.gemigo.gateway.conformance.compatibility.Expect.carried;
import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import java.util.List;

/** The fields of a chat completion that concern the call as a whole. */
final class OpenAiCallRows {
    private OpenAiCallRows() {}

    static List<Group> groups() {
        return List.of(call(), sampling(), form(), reasoning(), account(), vendor());
    }

    private static Group call() {
        return Group.of(
                "The call",
                "",
                "",
                field("model")
                        .given("{'model':'qwen3-max'}")
                        .relayed(carried())
                        .demo(mapped("model", "'demo'"))
                        .given("not listed", "{'model':'gpt-4o'}")
                        .relayed(mapped("model", "'qwen3-max'"))
                        .note("Answers name the model asked for."),
                field("messages")
                        .given("{'messages':[{'role':'user','content':'a'}]}")
                        .dashScope(carried())
                        .demo(carried()),
                field("stream")
                        .given("{'stream':true}")
                        .relayed(mapped("stream", "true")
                                .and("stream_options", "{'include_usage':true}")
                                .as("carried"))
                        .translated(here())
                        .demo(carried())
                        .note("A model that cannot stream, or does nothing else, is asked as it can be; the client gets"
                                + " what it asked for."),
                field("stream_options.include_usage")
                        .given("{'stream':true,'stream_options':{'include_usage':true}}")
                        .dashScope(here())
                        .demo(here())
                        .given("asks for nothing: false", "{'stream':true,'stream_options':{'include_usage':false}}")
                        .dashScope(here())
                        .note("The gateway always asks for usage, and shows it to whoever asked."),
                field("stream_options.include_obfuscation")
                        .given("{'stream':true,'stream_options':{'include_obfuscation':true}}")
                        .dashScope(warned())
                        .demo(warned())
                        .given(
                                "asks for nothing: false",
                                "{'stream':true,'stream_options':{'include_obfuscation':false}}")
                        .dashScope(here())
                        .note("Streams are never padded; an upstream's padding is removed."),
                field("stream_options.anything_else")
                        .given("{'stream':true,'stream_options':{'anything_else':1}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                field("n")
                        .given("{'n':2}")
                        .model(Gateways.OLDER)
                        .dashScope(carried())
                        .demo(refused())
                        .given("over 4", "{'n':5}")
                        .model(Gateways.OLDER)
                        .dashScope(refused())
                        .given("the model gives one choice", "{'n':2}")
                        .dashScope(refused())
                        .alone()
                        .note("Not with tools."));
    }

    private static Group sampling() {
        return Group.of(
                "Sampling and limits",
                "",
                "",
                field("max_completion_tokens")
                        .given("{'max_completion_tokens':100}")
                        .dashScope(mapped("max_tokens", "100"))
                        .demo(carried())
                        .given("above the model's limit", "{'max_completion_tokens':1000000}")
                        .dashScope(capped("max_tokens", "65536"))
                        .note("Capped at what the model, or the configuration, allows."),
                field("max_tokens")
                        .given("{'max_tokens':100}")
                        .dashScope(carried())
                        .demo(carried())
                        .given("above the model's limit", "{'max_tokens':1000000}")
                        .dashScope(capped("max_tokens", "65536"))
                        .given("beside max_completion_tokens", "{'max_tokens':50,'max_completion_tokens':100}")
                        .dashScope(warned())
                        .alone(),
                field("stop")
                        .given("{'stop':['a','b']}")
                        .dashScope(carried())
                        .demo(warned())
                        .given("one text", "{'stop':'a'}")
                        .relayed(carried())
                        .translated(mapped("stop", "['a']"))
                        .given("over 4", "{'stop':['a','b','c','d','e']}")
                        .dashScope(refused()),
                field("temperature")
                        .given("{'temperature':0}")
                        .dashScope(carried())
                        .demo(warned())
                        .given("above 1.99", "{'temperature':2}")
                        .dashScope(capped("temperature", "1.99")),
                field("top_p")
                        .given("{'top_p':0.5}")
                        .dashScope(carried())
                        .demo(warned())
                        .given("below 0.01", "{'top_p':0}")
                        .dashScope(capped("top_p", "0.01"))
                        .note("The upstream refuses 0; so little leaves the likeliest token only, as 0 would."),
                field("presence_penalty")
                        .given("{'presence_penalty':0.5}")
                        .dashScope(carried())
                        .demo(warned()),
                field("frequency_penalty")
                        .given("{'frequency_penalty':0.5}")
                        .dashScope(warned())
                        .demo(warned())
                        .given("asks for nothing: 0", "{'frequency_penalty':0}")
                        .dashScope(here()),
                field("seed")
                        .given("{'seed':7}")
                        .dashScope(carried())
                        .demo(warned())
                        .given("negative or over 31 bits", "{'seed':-1}")
                        .dashScope(mapped("seed", "2147483647").aloud()),
                field("logit_bias")
                        .given("{'logit_bias':{'50256':-100}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                field("logprobs")
                        .given("{'logprobs':true}")
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(warned())
                        .given("the model gives none", "{'logprobs':true}")
                        .dashScope(warned())
                        .given("asks for nothing: false", "{'logprobs':false}")
                        .dashScope(here()),
                field("top_logprobs")
                        .given("{'logprobs':true,'top_logprobs':2}")
                        .model(Gateways.VISION)
                        .dashScope(carried())
                        .demo(warned().telling("logprobs", "ignored"))
                        .given("above 5", "{'logprobs':true,'top_logprobs':20}")
                        .model(Gateways.VISION)
                        .dashScope(capped("top_logprobs", "5"))
                        .given("the model gives none", "{'logprobs':true,'top_logprobs':2}")
                        .dashScope(warned("logprobs"))
                        .given("without logprobs", "{'top_logprobs':2}")
                        .model(Gateways.VISION)
                        .dashScope(warned()));
    }

    private static Group form() {
        String json = "'messages':[{'role':'user','content':'as json'}]";
        String schema =
                "{'response_format':{'type':'json_schema','json_schema':{'name':'n','description':'d','strict':true,"
                        + "'schema':{'type':'object','properties':{}}}}}";
        return Group.of(
                "Form of the answer",
                "",
                "",
                field("response_format.type")
                        .given("{'response_format':{'type':'json_object'}," + json + "}")
                        .dashScope(carried())
                        .demo(warned("response_format"))
                        .given("asks for nothing: text", "{'response_format':{'type':'text'}}")
                        .relayed(carried())
                        .translated(here())
                        .given("no message says JSON", "{'response_format':{'type':'json_object'}}")
                        .dashScope(mapped("response_format", "{'type':'json_object'}")
                                .and("messages[0].role", "'system'")
                                .and("messages[1].content", "'hi'")
                                .as("carried; a sentence of the system's says it"))
                        .given("the model knows no JSON form", "{'response_format':{'type':'json_object'}}")
                        .model("qwen-long")
                        .relayed(mapped("messages[0].role", "'system'")
                                .telling("response_format", "mapped")
                                .as("→ a sentence of the system's, warned"))
                        .alone()
                        .note("The upstream wants the word JSON in a message; a sentence of the system's says it where"
                                + " none does."),
                field("response_format.anything_else")
                        .given("{'response_format':{'type':'json_object','anything_else':1}," + json + "}")
                        .relayed(carried())
                        .translated(warned())
                        .demo(warned().telling("response_format", "ignored"))
                        .whole()
                        .alone(),
                field("response_format.json_schema")
                        .given(schema)
                        .dashScope(carried())
                        .demo(warned("response_format"))
                        .given("the model takes no schema", schema)
                        .model(Gateways.OLDER)
                        .dashScope(mapped("response_format", "{'type':'json_object'}")
                                .and("messages[0].role", "'system'")
                                .telling("response_format", "mapped")
                                .as("→ `json_object` and a sentence of the system's, warned"))
                        .alone()
                        .note("Where the model takes no schema, a sentence of the system's gives it."),
                schemaMember("name", schema),
                schemaMember("description", schema),
                schemaMember("schema", schema).whole(),
                schemaMember("strict", schema),
                field("modalities")
                        .given("asks for nothing: text", "{'modalities':['text']}")
                        .dashScope(here())
                        .demo(here())
                        .given(
                                "audio",
                                "{'modalities':['text','audio'],'audio':{'voice':'Cherry','format':'wav'},'stream':true}")
                        .model(Gateways.OMNI)
                        .relayed(carried().loosely())
                        .translated(refused("modalities[1]"))
                        .demo(refused("modalities[1]"))
                        .given("audio, and the model cannot speak", "{'modalities':['text','audio']}")
                        .relayed(refused("modalities"))
                        .translated(refused("modalities[1]")),
                field("audio")
                        .given(
                                "{'modalities':['text','audio'],'audio':{'voice':'Cherry','format':'wav'},'stream':true}")
                        .model(Gateways.OMNI)
                        .relayed(carried())
                        .given("without the modality", "{'audio':{'voice':'Cherry','format':'wav'}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole()
                        .alone()
                        .note("Spoken answers are streamed only."),
                field("verbosity")
                        .given("{'verbosity':'low'}")
                        .dashScope(warned())
                        .demo(warned()),
                field("prediction")
                        .given("{'prediction':{'type':'content','content':'a'}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                field("moderation")
                        .given("{'moderation':{'model':'omni-moderation-latest'}}")
                        .dashScope(warned())
                        .demo(warned())
                        .whole(),
                field("web_search_options")
                        .given("{'web_search_options':{'search_context_size':'low'}}")
                        .dashScope(warned())
                        .demo(warned())
                        .given(
                                "where the configuration allows search",
                                "{'web_search_options':{'search_context_size':'low'}}")
                        .model(Gateways.SEARCHING)
                        .dashScope(mapped("enable_search", "true").aloud())
                        .whole());
    }

    private static Field schemaMember(String name, String schema) {
        return field("response_format.json_schema." + name)
                .given(schema)
                .dashScope(carried())
                .demo(warned("response_format"))
                .alone();
    }

    private static Group reasoning() {
        return Group.of(
                "Reasoning",
                "",
                "",
                field("reasoning_effort")
                        .given("{'reasoning_effort':'high','stream':true}")
                        .dashScope(mapped("enable_thinking", "true").as("→ `enable_thinking: true`"))
                        .demo(warned())
                        .given("low", "{'reasoning_effort':'low','stream':true}")
                        .dashScope(mapped("enable_thinking", "true")
                                .and("thinking_budget", "1024")
                                .as("→ and `thinking_budget: 1024`"))
                        .given("medium", "{'reasoning_effort':'medium','stream':true}")
                        .dashScope(mapped("enable_thinking", "true")
                                .and("thinking_budget", "8192")
                                .as("→ and `thinking_budget: 8192`"))
                        .given("xhigh, max", "{'reasoning_effort':'xhigh','stream':true}")
                        .dashScope(mapped("enable_thinking", "true").as("as high"))
                        .given("none, minimal", "{'reasoning_effort':'none','stream':true}")
                        .model("qwen3.7-plus")
                        .relayed(mapped("enable_thinking", "false").as("→ `enable_thinking: false`"))
                        .given("the model does not think", "{'reasoning_effort':'high'}")
                        .model(Gateways.CODER)
                        .dashScope(warned())
                        .alone()
                        .note("Budgets of low and medium are the configuration's."));
    }

    private static Group account() {
        return Group.of(
                "Account, cache and storage",
                "",
                "",
                recorded("user").alone(),
                recorded("safety_identifier"),
                unknownUpstream("metadata", "{'a':'b'}").whole(),
                unknownUpstream("store", "true")
                        .given("asks for nothing: false", "{'store':false}")
                        .dashScope(here())
                        .demo(here()),
                unknownUpstream("service_tier", "'flex'")
                        .given("asks for nothing: auto, default", "{'service_tier':'auto'}")
                        .dashScope(here())
                        .demo(here()),
                unknownUpstream("prompt_cache_key", "'k'"),
                unknownUpstream("prompt_cache_options", "{'mode':'explicit'}").whole(),
                unknownUpstream("prompt_cache_retention", "'24h'"));
    }

    private static Field recorded(String name) {
        return field(name)
                .given("{'" + name + "':'u'}")
                .dashScope(here())
                .demo(here())
                .note("For the usage record; `safety_identifier` before `user`.");
    }

    private static Field unknownUpstream(String name, String value) {
        return field(name)
                .given("{'" + name + "':" + value + "}")
                .dashScope(warned())
                .demo(warned());
    }

    private static Group vendor() {
        return Group.of(
                "Fields that OpenAI does not know",
                "",
                "",
                field("enable_thinking")
                        .given("{'enable_thinking':true,'stream':true}")
                        .dashScope(carried())
                        .demo(warned())
                        .given("the model does not think", "{'enable_thinking':true}")
                        .model(Gateways.CODER)
                        .dashScope(warned())
                        .alone(),
                field("thinking_budget")
                        .given("{'enable_thinking':true,'thinking_budget':100,'stream':true}")
                        .dashScope(carried())
                        .demo(warned().telling("enable_thinking", "ignored"))
                        .alone(),
                vendor("preserve_thinking", "true"),
                vendor("top_k", "20"),
                vendor("repetition_penalty", "1.1"),
                vendor("enable_search", "true"),
                vendor("search_options", "{'forced_search':true}").whole(),
                vendor("enable_code_interpreter", "true"),
                vendor("tool_stream", "true"),
                vendor("vl_high_resolution_images", "true"),
                vendor("translation_options", "{'target_lang':'English'}").whole(),
                vendor("max_input_tokens", "1000"),
                vendor("anything_else", "{'a':[1]}").whole(),
                forbidden("api_base"),
                forbidden("base_url"),
                forbidden("api_key"),
                forbidden("extra_headers"),
                forbidden("url"),
                forbidden("proxy"),
                forbidden("callbacks"));
    }

    private static Field vendor(String name, String value) {
        return field(name)
                .given("{'" + name + "':" + value + "}")
                .dashScope(carried())
                .demo(warned());
    }

    private static Field forbidden(String name) {
        return field(name).given("{'" + name + "':'a'}").dashScope(refused()).demo(refused());
    }
}
