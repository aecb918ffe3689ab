package io.gemigo.gateway.conformance.compatibility;

import static io.gemigo.gateway.conformance.compatibility.Expect.capped;
import static io.gemigo.gateway.conformance.compatibility.Expect.carried;
import static io.gemigo.gateway.conformance.compatibility.Expect.here;
import static io.gemigo.gateway.conformance.compatibility.Expect.mapped;
import static io.gemigo.gateway.conformance.compatibility.Expect.refused;
import static io.gemigo.gateway.conformance.compatibility.Expect.warned;
import static io.gemigo.gateway.conformance.compatibility.Field.field;

import java.util.List;

/** The fields of {@code generateContent} that concern the call as a whole. */
final class GenAiCallRows {
    private static final String SCHEMA = "generationConfig.responseSchema.";

    private GenAiCallRows() {}

    static List<Group> groups() {
        return List.of(call(), sampling(), form(), schema(), thinking(), media());
    }

    private static Group call() {
        return Group.of(
                "The call",
                "",
                "",
                field("model")
                        .given("asks for nothing: the path's", "{'model':'models/qwen3-max'}")
                        .dashScope(here())
                        .demo(here())
                        .given("another than the path's", "{'model':'models/other'}")
                        .dashScope(warned())
                        .demo(warned())
                        .note("The path names the model."),
                field("safetySettings")
                        .given(safety(""))
                        .dashScope(warned())
                        .demo(warned())
                        .alone()
                        .note("No upstream has a counterpart."),
                safetyMember("category", ""),
                safetyMember("threshold", ""),
                safetyMember("method", ",'method':'SEVERITY'"),
                field("safetySettings[].anythingElse")
                        .given(safety(",'anythingElse':1"))
                        .dashScope(warned().telling("safetySettings", "ignored"))
                        .demo(warned().telling("safetySettings", "ignored"))
                        .whole(),
                ignored("serviceTier", "'flex'"),
                ignored("store", "true")
                        .given("asks for nothing: false", "{'store':false}")
                        .dashScope(here())
                        .demo(here()),
                ignored("labels", "{'a':'b'}").whole(),
                field("cachedContent")
                        .given("{'cachedContent':'cachedContents/a'}")
                        .dashScope(refused())
                        .demo(refused()),
                field("continuationToken")
                        .given("{'continuationToken':'a'}")
                        .dashScope(refused())
                        .demo(refused()),
                ignored("anythingElse", "1").whole());
    }

    private static Field ignored(String name, String value) {
        return field(name)
                .given("{'" + name + "':" + value + "}")
                .dashScope(warned())
                .demo(warned());
    }

    private static String safety(String more) {
        return "{'safetySettings':[{'category':'HARM_CATEGORY_HARASSMENT','threshold':'BLOCK_NONE'" + more + "}]}";
    }

    private static Field safetyMember(String name, String more) {
        Field field = field("safetySettings[]." + name)
                .given(safety(more))
                .dashScope(warned("safetySettings"))
                .demo(warned("safetySettings"))
                .alone();
        return name.equals("method")
                ? field
                : field.given("unknown", "{'safetySettings':[{'" + name + "':'UNHEARD_OF'}]}")
                        .dashScope(refused())
                        .demo(refused());
    }

    private static String config(String members) {
        return "{'generationConfig':{" + members + "}}";
    }

    private static Field config(String name, String value) {
        return field(name).given(config("'" + name + "':" + value));
    }

    private static Group sampling() {
        return Group.of(
                "Sampling and limits: `generationConfig`",
                "",
                "generationConfig.",
                config("maxOutputTokens", "100")
                        .dashScope(mapped("max_tokens", "100"))
                        .demo(carried())
                        .given("above the model's limit", config("'maxOutputTokens':1000000"))
                        .dashScope(capped("max_tokens", "65536"))
                        .note("Thinking is not counted by the upstream."),
                config("candidateCount", "2")
                        .model(Gateways.OLDER)
                        .dashScope(mapped("n", "2"))
                        .demo(refused())
                        .given("over 4", config("'candidateCount':5"))
                        .model(Gateways.OLDER)
                        .dashScope(refused())
                        .given("the model gives one", config("'candidateCount':2"))
                        .dashScope(refused())
                        .alone()
                        .note("Not with tools."),
                config("stopSequences", "['a','b']")
                        .dashScope(mapped("stop", "['a','b']"))
                        .demo(warned())
                        .given("the fifth", config("'stopSequences':['a','b','c','d','e']"))
                        .dashScope(mapped("stop", "['a','b','c','d']").as("the gateway cuts there"))
                        .given("over 5", config("'stopSequences':['a','b','c','d','e','f']"))
                        .dashScope(refused()),
                config("temperature", "0")
                        .dashScope(mapped("temperature", "0"))
                        .demo(warned())
                        .given("above 1.99", config("'temperature':2"))
                        .dashScope(capped("temperature", "1.99")),
                config("topP", "0.5")
                        .dashScope(mapped("top_p", "0.5"))
                        .demo(warned())
                        .given("below 0.01", config("'topP':0"))
                        .dashScope(capped("top_p", "0.01"))
                        .note("The upstream refuses 0; so little leaves the likeliest token only, as 0 would."),
                config("topK", "40").dashScope(mapped("top_k", "40")).demo(warned()),
                config("seed", "7")
                        .dashScope(mapped("seed", "7"))
                        .demo(warned())
                        .given("negative", config("'seed':-1"))
                        .dashScope(mapped("seed", "2147483647").aloud()),
                config("presencePenalty", "0.5")
                        .dashScope(mapped("presence_penalty", "0.5"))
                        .demo(warned()),
                config("frequencyPenalty", "0.5").dashScope(warned()).demo(warned()),
                config("responseLogprobs", "true")
                        .model(Gateways.VISION)
                        .dashScope(mapped("logprobs", "true"))
                        .demo(warned())
                        .given("the model gives none", config("'responseLogprobs':true"))
                        .dashScope(warned()),
                config("logprobs", "2")
                        .given("with responseLogprobs", config("'responseLogprobs':true,'logprobs':2"))
                        .model(Gateways.VISION)
                        .dashScope(mapped("top_logprobs", "2"))
                        .demo(warned().telling("generationConfig.responseLogprobs", "ignored"))
                        .given("above 5", config("'responseLogprobs':true,'logprobs':20"))
                        .model(Gateways.VISION)
                        .dashScope(capped("top_logprobs", "5"))
                        .given("the model gives none", config("'responseLogprobs':true,'logprobs':2"))
                        .dashScope(warned("generationConfig.responseLogprobs"))
                        .given("without responseLogprobs", config("'logprobs':2"))
                        .dashScope(refused())
                        .demo(refused())
                        .alone(),
                config("anythingElse", "1").dashScope(warned()).demo(warned()).whole());
    }

    private static Group form() {
        String said = ",'contents':[{'parts':[{'text':'as json'}]}]}";
        String json = config("'responseMimeType':'application/json'").replaceFirst("}$", said);
        String schema = "{'type':'OBJECT','properties':{'a':{'type':'STRING'}}}";
        String plain = "{'type':'object','properties':{'a':{'type':'string'}}}";
        String withSchema = config("'responseMimeType':'application/json','responseSchema':" + schema);
        return Group.of(
                "Form of the answer: `generationConfig`",
                "",
                "generationConfig.",
                field("responseMimeType")
                        .given("application/json", json)
                        .dashScope(mapped("response_format", "{'type':'json_object'}")
                                .as("→ `json_object`"))
                        .demo(warned())
                        .given("asks for nothing: text/plain", config("'responseMimeType':'text/plain'"))
                        .dashScope(here())
                        .demo(here())
                        .given(
                                "text/x.enum",
                                config(
                                        "'responseMimeType':'text/x.enum','responseSchema':{'type':'STRING','enum':['a','b']}"))
                        .answered("'role':'assistant','content':'{\\'value\\':\\'a\\'}'")
                        .dashScope(mapped("response_format.json_schema.schema.type", "'object'")
                                .as("→ `json_schema`; the client gets the bare word"))
                        .given("another", config("'responseMimeType':'text/html'"))
                        .dashScope(refused())
                        .demo(refused())
                        .alone()
                        .note(
                                "The upstream wants a message to say JSON; a sentence of the system's does where none does."),
                field("responseSchema")
                        .given(withSchema)
                        .dashScope(mapped("response_format.json_schema.schema", plain))
                        .demo(warned("generationConfig.responseMimeType"))
                        .given("the model takes no schema", withSchema)
                        .model(Gateways.OLDER)
                        .dashScope(mapped("response_format", "{'type':'json_object'}")
                                .and("messages[0].role", "'system'")
                                .telling("generationConfig.responseMimeType", "mapped")
                                .as("→ `json_object` and a sentence of the system's, warned"))
                        .given("without responseMimeType", config("'responseSchema':" + schema))
                        .dashScope(mapped("response_format.json_schema.schema", plain)
                                .aloud())
                        .alone(),
                jsonSchema("responseJsonSchema"),
                jsonSchema("_responseJsonSchema"),
                jsonSchema("response_json_schema_ordered"),
                unsupported("responseFormat", "[{'type':'text'}]").whole(),
                config("responseModalities", "['IMAGE']")
                        .dashScope(refused("generation_config.response_modalities[0]"))
                        .demo(refused("generation_config.response_modalities[0]"))
                        .given("asks for nothing: TEXT", config("'responseModalities':['TEXT']"))
                        .dashScope(here())
                        .demo(here()));
    }

    private static Field jsonSchema(String name) {
        String plain = "{'type':'object','properties':{'b':{'$ref':'#/$defs/c'}},'$defs':{'c':{'type':'string'}}}";
        return field(name)
                .given(config("'responseMimeType':'application/json','" + name + "':" + plain))
                .dashScope(mapped("response_format.json_schema.schema", plain))
                .demo(warned("generationConfig.responseMimeType"))
                .alone();
    }

    private static Field unsupported(String name, String value) {
        return config(name, value).dashScope(refused()).demo(refused());
    }

    private static Group schema() {
        return Group.of(
                "Schema: `generationConfig.responseSchema` and `tools[].functionDeclarations[].parameters`",
                "Written as JSON Schema. Names of properties are data and are never touched; `responseJsonSchema` and"
                        + " `parametersJsonSchema` go up as they are, but for `$schema`.",
                SCHEMA,
                keyword("type", "'STRING'", "type", "'string'"),
                keyword("format", "'date-time'", "format", "'date-time'"),
                keyword("title", "'t'", "title", "'t'"),
                keyword("description", "'d'", "description", "'d'"),
                field("nullable")
                        .given(schemaOf("'type':'STRING','nullable':true"))
                        .dashScope(mapped(at("type"), "['string','null']").as("→ `type: […, \"null\"]`"))
                        .demo(warned("generationConfig.responseMimeType"))
                        .alone(),
                keyword("enum", "['a','b']", "enum", "['a','b']"),
                keyword("items", "{'type':'INTEGER'}", "items", "{'type':'integer'}"),
                keyword("minItems", "'3'", "minItems", "3"),
                keyword("maxItems", "3", "maxItems", "3"),
                keyword("properties", "{'type':{'type':'NUMBER'}}", "properties", "{'type':{'type':'number'}}"),
                keyword("required", "['a']", "required", "['a']"),
                keyword("minProperties", "1", "minProperties", "1"),
                keyword("maxProperties", "1", "maxProperties", "1"),
                keyword("minimum", "0.5", "minimum", "0.5"),
                keyword("maximum", "0.5", "maximum", "0.5"),
                keyword("minLength", "'1'", "minLength", "1"),
                keyword("maxLength", "1", "maxLength", "1"),
                keyword("pattern", "'a+'", "pattern", "'a+'"),
                keyword("example", "'a'", "examples", "['a']"),
                keyword("anyOf", "[{'type':'STRING'}]", "anyOf", "[{'type':'string'}]"),
                field("propertyOrdering")
                        .given(schemaOf("'type':'OBJECT','properties':{'a':{},'b':{}},'propertyOrdering':['b','a']"))
                        .dashScope(mapped(at("properties"), "{'b':{},'a':{}}")
                                .loosely()
                                .as("→ order of `properties`"))
                        .demo(warned("generationConfig.responseMimeType"))
                        .alone(),
                keyword("default", "'a'", "default", "'a'"),
                keyword("additionalProperties", "false", "additionalProperties", "false"),
                keyword("const", "'a'", "const", "'a'"),
                keyword("oneOf", "[{'type':'string'}]", "oneOf", "[{'type':'string'}]"),
                keyword("allOf", "[{'type':'string'}]", "allOf", "[{'type':'string'}]"),
                keyword("$ref", "'#/$defs/a'", "$ref", "'#/$defs/a'"),
                keyword("$defs", "{'a':{'type':'string'}}", "$defs", "{'a':{'type':'string'}}"),
                keyword("exclusiveMinimum", "0", "exclusiveMinimum", "0"),
                keyword("exclusiveMaximum", "0", "exclusiveMaximum", "0"),
                keyword("multipleOf", "2", "multipleOf", "2"),
                keyword("uniqueItems", "true", "uniqueItems", "true"),
                field("anythingElse")
                        .given(schemaOf("'anythingElse':1"))
                        .dashScope(warned())
                        .demo(warned().telling("generationConfig.responseMimeType", "ignored"))
                        .whole()
                        .alone());
    }

    private static String at(String keyword) {
        return "response_format.json_schema.schema." + keyword;
    }

    private static String schemaOf(String members) {
        return config("'responseMimeType':'application/json','responseSchema':{" + members + "}");
    }

    private static Field keyword(String name, String value, String to, String json) {
        return field(name)
                .given(schemaOf("'" + name + "':" + value))
                .dashScope(mapped(at(to), json).as("→ `" + to + "`"))
                .demo(warned("generationConfig.responseMimeType"))
                .alone();
    }

    private static Field think(String name, String value) {
        return field("thinkingConfig." + name).given(thinking("'" + name + "':" + value));
    }

    private static String thinking(String members) {
        return config("'thinkingConfig':{" + members + "}");
    }

    private static Group thinking() {
        return Group.of(
                "Thinking: `generationConfig`",
                "",
                "generationConfig.",
                think("includeThoughts", "true")
                        .dashScope(
                                mapped("enable_thinking", "true")
                                        .as(
                                                "→ `enable_thinking: true`, unless a budget or level says otherwise; thoughts are shown"))
                        .demo(warned("generationConfig.thinkingConfig"))
                        .given("asks for nothing: false", thinking("'includeThoughts':false"))
                        .dashScope(here())
                        .alone(),
                think("thinkingBudget", "100")
                        .dashScope(mapped("enable_thinking", "true").and("thinking_budget", "100"))
                        .demo(warned("generationConfig.thinkingConfig"))
                        .given("0", thinking("'thinkingBudget':0"))
                        .model("qwen3.7-plus")
                        .dashScope(mapped("enable_thinking", "false").as("→ `enable_thinking: false`"))
                        .given("-1", thinking("'thinkingBudget':-1"))
                        .dashScope(mapped("enable_thinking", "true").as("→ `enable_thinking: true`"))
                        .given("the model does not think", thinking("'thinkingBudget':100"))
                        .model(Gateways.CODER)
                        .dashScope(warned("generationConfig.thinkingConfig"))
                        .alone(),
                think("thinkingLevel", "'HIGH'")
                        .dashScope(mapped("enable_thinking", "true").as("→ `enable_thinking: true`"))
                        .demo(warned("generationConfig.thinkingConfig"))
                        .given("MINIMAL", thinking("'thinkingLevel':'MINIMAL'"))
                        .model("qwen3.7-plus")
                        .dashScope(mapped("enable_thinking", "false").as("→ `enable_thinking: false`"))
                        .given("LOW, MEDIUM", thinking("'thinkingLevel':'LOW'"))
                        .dashScope(mapped("enable_thinking", "true")
                                .and("thinking_budget", "1024")
                                .as("→ and the configuration's `thinking_budget`"))
                        .given("beside thinkingBudget", thinking("'thinkingLevel':'LOW','thinkingBudget':1"))
                        .dashScope(refused("generation_config.thinking_config"))
                        .demo(refused("generation_config.thinking_config"))
                        .alone(),
                think("anythingElse", "1").dashScope(warned()).demo(warned()).whole());
    }

    private static String picture(String resolution) {
        return config("'mediaResolution':'" + resolution + "'")
                .replaceFirst("}$", ",'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'aGk='}}]}]}");
    }

    private static Group media() {
        return Group.of(
                "Speech, pictures and the rest of `generationConfig`",
                "",
                "generationConfig.",
                unsupported("speechConfig", "{'languageCode':'en-US'}").whole(),
                unsupported("imageConfig", "{'aspectRatio':'1:1'}").whole(),
                unsupported("translationConfig", "{}").whole(),
                unsupported("audioTranscriptionConfig", "{}").whole(),
                field("mediaResolution")
                        .given(picture("MEDIA_RESOLUTION_LOW"))
                        .model(Gateways.VISION)
                        .dashScope(mapped("messages[0].content[0].image_url.detail", "'low'"))
                        .demo(refused("contents[0].parts[0].inline_data"))
                        .given("neither low nor high", picture("MEDIA_RESOLUTION_MEDIUM"))
                        .model(Gateways.VISION)
                        .dashScope(warned())
                        .given("asks for nothing: without media", config("'mediaResolution':'MEDIA_RESOLUTION_LOW'"))
                        .dashScope(here())
                        .demo(here())
                        .alone(),
                config("audioTimestamp", "true").dashScope(warned()).demo(warned()),
                config("enableEnhancedCivicAnswers", "true").dashScope(warned()).demo(warned()),
                config("enableAffectiveDialog", "true").dashScope(warned()).demo(warned()));
    }
}
