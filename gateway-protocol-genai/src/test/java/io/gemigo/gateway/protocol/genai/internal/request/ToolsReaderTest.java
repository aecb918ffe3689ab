package io.gemigo.gateway.protocol.genai.internal.request;

import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.hi;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.testkit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolsReaderTest {
    @Test
    void listsTheFunctionsOfAllTools() {
        hi("'tools':[{'functionDeclarations':[{'name':'a'},{'name':'b','description':'B'}]},"
                        + "{'function_declarations':{'name':'c'}},{}]")
                .has("tools", "[{'function':'a'},{'function':'b','description':'B'},{'function':'c'}]")
                .has("parallelToolCalls", "true")
                .hasNot("toolChoice")
                .quietly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "{}", "[{'functionDeclarations':[]}]"})
    void saysNothingOfToolsWhereThereAreNone(String tools) {
        hi("'tools':" + tools).hasNot("tools").hasNot("parallelToolCalls").quietly();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | {'type':'object','properties':{}}",
                "{'type':'OBJECT'} | {'type':'object','properties':{}}",
                "{'type':6,'properties':{}} | {'type':'object','properties':{}}",
                "{'properties':{'type':{'type':'STRING'},'nullable':{'type':4},'any_of':{'type':'integer'}}}"
                        + " | {'type':'object','properties':{'type':{'type':'string'},'nullable':{'type':'boolean'},"
                        + "'any_of':{'type':'integer'}}}",
                "{'type':'ARRAY','items':{'type':'STRING','minLength':'2'},'min_items':'2','maxItems':3}"
                        + " | {'type':'array','items':{'type':'string','minLength':2},'minItems':2,'maxItems':3}",
                "{'type':'STRING','format':'enum','enum':['a','b'],'nullable':true}"
                        + " | {'type':['string','null'],'enum':['a','b',null]}",
                "{'type':'STRING','format':'date-time'} | {'type':'string','format':'date-time'}",
                "{'anyOf':[{'type':'STRING'},{'type':'NUMBER'}],'nullable':true}"
                        + " | {'anyOf':[{'type':'string'},{'type':'number'},{'type':'null'}]}",
                "{'type':['string','null'],'nullable':true} | {'type':['string','null']}",
                "{'type':'NUMBER','minimum':'1.5','maximum':7,'example':3,'default':2,'title':'t','pattern':'p'}"
                        + " | {'type':'number','minimum':1.5,'maximum':7,'examples':[3],'default':2,'title':'t','pattern':'p'}",
                "{'type':'NUMBER','minimum':'007','maximum':'1e2'} | {'type':'number','minimum':7,'maximum':1E+2}",
                "{'type':'OBJECT','additionalProperties':{'type':'INTEGER','nullable':true}}"
                        + " | {'type':'object','properties':{},'additionalProperties':{'type':['integer','null']}}",
                "{'type':'OBJECT','properties':{'a':{'oneOf':[{'type':'STRING'},{'type':'NUMBER'}]},"
                        + "'b':{'all_of':[{'type':'OBJECT','min_properties':'1'}],'not':{'type':'ARRAY'}},"
                        + "'c':{'type':'ARRAY','prefixItems':[{'type':'BOOLEAN'}]},"
                        + "'d':{'patternProperties':{'^type$':{'type':'NULL'}}}}}"
                        + " | {'type':'object','properties':{'a':{'oneOf':[{'type':'string'},{'type':'number'}]},"
                        + "'b':{'allOf':[{'type':'object','minProperties':1}],'not':{'type':'array'}},"
                        + "'c':{'type':'array','prefixItems':[{'type':'boolean'}]},"
                        + "'d':{'patternProperties':{'^type$':{'type':'null'}}}}}",
                "{'type':'OBJECT','defs':{'type':{'type':'STRING'}},'properties':{'a':{'ref':'#/defs/type'},"
                        + "'b':{'ref':'#/$defs/type','nullable':true}}}"
                        + " | {'type':'object','$defs':{'type':{'type':'string'}},'properties':{'a':{'$ref':'#/$defs/type'},"
                        + "'b':{'anyOf':[{'$ref':'#/$defs/type'},{'type':'null'}]}}}",
                "{'type':'OBJECT','definitions':{'x':{'type':'OBJECT','properties':{'me':{'$ref':'#/definitions/x'}}}},"
                        + "'properties':{'a':{'const':1,'nullable':true},'b':{'type':'STRING','examples':['e']}}}"
                        + " | {'type':'object','definitions':{'x':{'type':'object','properties':{'me':{'$ref':'#/definitions/x'}}}},"
                        + "'properties':{'a':{'anyOf':[{'const':1},{'type':'null'}]},'b':{'type':'string','examples':['e']}}}",
                "{'type':'OBJECT','properties':{'a':{},'nullable':{'nullable':true}},'required':'a','additionalProperties':false}"
                        + " | {'type':'object','properties':{'a':{},'nullable':{}},'required':['a'],'additionalProperties':false}",
                "{'type':'OBJECT','properties':{'a':{'type':'STRING','enum':['x']},"
                        + "'b':{'anyOf':[{'type':'STRING'},{'type':'NUMBER'}]}}}"
                        + " | {'type':'object','properties':{'a':{'type':'string','enum':['x']},"
                        + "'b':{'anyOf':[{'type':'string'},{'type':'number'}]}}}",
                "{'type':'OBJECT','properties':{'a':{'type':'STRING','const':'x','nullable':true}}}"
                        + " | {'type':'object','properties':{'a':{'anyOf':[{'type':['string','null'],'const':'x'},"
                        + "{'type':'null'}]}}}",
                "{'type':'OBJECT','properties':{'a':{'type':'TYPE_UNSPECIFIED'},'b':{'type':[0,'STRING']}}}"
                        + " | {'type':'object','properties':{'a':{},'b':{'type':'string'}}}",
                "{'type':'OBJECT','properties':{'a':{'title':'t','nullable':true}}}"
                        + " | {'type':'object','properties':{'a':{'title':'t'}}}",
                "{'type':'OBJECT','properties':{'a':{}},'required':'a','additionalProperties':false}"
                        + " | {'type':'object','properties':{'a':{}},'required':['a'],'additionalProperties':false}",
            })
    void turnsASchemaIntoJsonSchema(String schema, String expected) {
        hi("'tools':[{'functionDeclarations':[{'name':'f','parameters':" + schema + "}]}]")
                .has("tools", "[{'function':'f','parameters':" + expected + "}]")
                .quietly();
    }

    @Test
    void ordersPropertiesAsAskedFor() {
        Json parameters = hi("'tools':[{'functionDeclarations':[{'name':'f','parameters':{'type':'OBJECT',"
                        + "'properties':{'a':{},'b':{},'c':{}},'propertyOrdering':['c','zz','a','c']}}]}]")
                .json()
                .at("tools")
                .at(0)
                .at("parameters");
        assertThat(parameters.at("properties").members().keySet()).containsExactly("c", "a", "b");
        assertThat(parameters.has("propertyOrdering")).isFalse();
    }

    @Test
    void takesJsonSchemaAsItIs() {
        String schema = "{'type':'object','$defs':{'x':{'type':'STRING'}},'properties':{'a':{'$ref':'#/$defs/x'}}}";
        hi("'tools':[{'functionDeclarations':[{'name':'f','parametersJsonSchema':" + schema + "}]}]")
                .has("tools", "[{'function':'f','parameters':" + schema + "}]")
                .quietly();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'functionDeclarations':[{'name':'f'},{'name':'f'}]} | tools[0].function_declarations[1]",
                "{'functionDeclarations':[{'name':''}]} | tools[0].function_declarations[0].name",
                "{'functionDeclarations':[{'name':'f','behavior':'X'}]} | tools[0].function_declarations[0].behavior",
                "{'functionDeclarations':[{'name':'f','parametersJsonSchema':'x'}]}"
                        + " | tools[0].function_declarations[0].parameters_json_schema",
                "{'functionDeclarations':[{'name':'f','parameters':{'title':7}}]}"
                        + " | tools[0].function_declarations[0].parameters.title",
                "{'functionDeclarations':[{'name':'f','parameters':{'maxItems':1.5}}]}"
                        + " | tools[0].function_declarations[0].parameters.max_items",
                "{'functionDeclarations':[{'name':'f','parameters':{'minimum':'x'}}]}"
                        + " | tools[0].function_declarations[0].parameters.minimum",
                "{'functionDeclarations':[{'name':'f','parameters':{'properties':[]}}]}"
                        + " | tools[0].function_declarations[0].parameters.properties",
                "{'functionDeclarations':[{'description':'x'}]} | tools[0].function_declarations[0].name",
                "{'functionDeclarations':[{'name':'f','parameters':{},'parametersJsonSchema':{}}]}"
                        + " | tools[0].function_declarations[0].parameters_json_schema",
                "{'functionDeclarations':[{'name':'f','parameters':{'enum':['a',null]}}]}"
                        + " | tools[0].function_declarations[0].parameters.enum[1]",
                "{'functionDeclarations':[{'name':'f','parameters':{'type':'TUPLE'}}]}"
                        + " | tools[0].function_declarations[0].parameters.type[0]",
                "{'functionDeclarations':[{'name':'f','parameters':{'properties':{'a':{'type':9}}}}]}"
                        + " | tools[0].function_declarations[0].parameters.properties[0].value.type[0]",
                "{'functionDeclarations':[{'name':'f','parameters':{'properties':{'a':{},'a':{}}}}]}"
                        + " | tools[0].function_declarations[0].parameters.properties[1]",
                "{'codeExecution':{}} | tools[0].code_execution",
                "{'urlContext':{}} | tools[0].url_context",
                "{'computerUse':{}} | tools[0].computer_use",
                "{'googleMaps':{}} | tools[0].google_maps",
                "{'fileSearch':{}} | tools[0].file_search",
                "{'mcpServers':[]} | tools[0].mcp_servers",
            })
    void refuses(String tool, String param) {
        hi("'tools':[" + tool + "]").refuses(param);
    }

    @Test
    void asksForASearchAndKnowsWhereTheClientDid() {
        Bodies body = hi("'tools':[{'googleSearch':{}},{'googleSearchRetrieval':{'x':1}}]");
        body.has("tools", "['WEB_SEARCH']").warns("tools[1].googleSearchRetrieval.x", "ignored");
    }

    @Test
    void namesFieldsOfAProvidersRefusalAsTheClientDoes() {
        GenAiChatCodec codec = new GenAiChatCodec(
                "m",
                new io.gemigo.gateway.protocol.genai.internal.error.ErrorContext(
                        "v1",
                        "generateContent",
                        "m",
                        io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape.OBJECT,
                        false));
        codec.decode(
                io.gemigo.gateway.core.bytes.Window.of(("{'systemInstruction':'s','contents':[{'parts':[{'text':'a'},"
                                + "{'inlineData':{'mimeType':'image/png','data':'AAAA'}}]}],"
                                + "'tools':[{'functionDeclarations':[{'name':'f'}]}]}")
                        .replace('\'', '"')),
                new io.gemigo.gateway.core.port.Warnings());
        assertThat(named(codec, "messages[1].content[1]")).isEqualTo("contents[0].parts[1].inline_data");
        assertThat(named(codec, "messages[1].content")).isEqualTo("contents[0].parts[1].inline_data");
        assertThat(named(codec, "messages[0].content")).isEqualTo("system_instruction");
        assertThat(named(codec, "messages[99]")).isEqualTo("contents");
        assertThat(named(codec, "n")).isEqualTo("generation_config.candidate_count");
        assertThat(named(codec, "response_format.json_schema")).isEqualTo("generation_config.response_mime_type");
        assertThat(named(codec, "tools")).isEqualTo("tools");
        assertThat(named(codec, "tools[0].function.name")).isEqualTo("tools");
        assertThat(named(codec, "tools[0].function_declarations[0]")).isEqualTo("tools[0].function_declarations[0]");
        assertThat(codec.inClientTerms(new Failure.Internal())).isEqualTo(new Failure.Internal());
    }

    private static String named(GenAiChatCodec codec, String param) {
        return codec.inClientTerms(new InvalidRequest("x", param, "No.")).param();
    }

    @Test
    void warnsOfWhatDocumentsAFunctionOnly() {
        hi("'tools':[{'functionDeclarations':[{'name':'f','response':{},'behavior':'NON_BLOCKING'},"
                        + "{'name':'g','responseJsonSchema':{},'behavior':1}]}]")
                .warns("tools[0].functionDeclarations[0].response", "ignored")
                .warns("tools[0].functionDeclarations[0].behavior", "ignored")
                .warns("tools[0].functionDeclarations[1].responseJsonSchema", "ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'mode':'AUTO'} | a,b | null",
                "{'mode':0} | a,b | null",
                "{'mode':'NONE'} | a,b | 'NONE []'",
                "{'mode':'ANY'} | a,b | 'REQUIRED []'",
                "{'mode':2} | a | 'REQUIRED [a]'",
                "{'mode':'ANY','allowedFunctionNames':['b']} | a,b | 'REQUIRED [b]'",
            })
    void choosesTools(String calling, String declared, String choice) {
        Bodies body = chosen(calling, declared.split(","));
        if (choice.equals("null")) {
            body.hasNot("toolChoice");
        } else {
            body.has("toolChoice", choice);
        }
        body.quietly();
    }

    @Test
    void declaresOnlyWhatMayBeCalled() {
        chosen("{'mode':'ANY','allowed_function_names':['a','c.d']}", "a", "b", "c.d")
                .has("tools", "[{'function':'a'},{'function':'c_d'}]")
                .has("toolChoice", "'REQUIRED []'");
        chosen("{'mode':'VALIDATED','allowedFunctionNames':['b']}", "a", "b")
                .has("tools", "[{'function':'b'}]")
                .hasNot("toolChoice")
                .warns("toolConfig.functionCallingConfig.mode", "mapped");
    }

    @Test
    void enforcesSchemasThatAllowItWhereArgumentsAreToBeValid() {
        String closed =
                "{'type':'object','properties':{'a':{'type':'string'}},'required':['a'],'additionalProperties':false}";
        String open = "{'type':'object','properties':{'a':{'type':'string'}}}";
        String declared = "'tools':[{'functionDeclarations':[{'name':'f','description':'F','parametersJsonSchema':"
                + closed + "},{'name':'g','parametersJsonSchema':" + open + "},{'name':'h'}]},{'googleSearch':{}}]";
        hi(declared + ",'toolConfig':{'functionCallingConfig':{'mode':'VALIDATED'}}")
                .has(
                        "tools",
                        "[{'function':'f','description':'F','parameters':" + closed
                                + ",'strict':true},{'function':'g','parameters':" + open
                                + "},{'function':'h'},'WEB_SEARCH']");
        hi(declared)
                .has(
                        "tools",
                        "[{'function':'f','description':'F','parameters':" + closed + "},{'function':'g','parameters':"
                                + open + "},{'function':'h'},'WEB_SEARCH']");
    }

    @Test
    void knowsWhichFunctionsMayBeCalled() {
        assertThat(chosen("{'mode':'AUTO'}", "a", "b.c").callable()).containsExactlyInAnyOrder("a", "b_c");
        assertThat(chosen("{'mode':'ANY','allowedFunctionNames':['a']}", "a", "b")
                        .callable())
                .containsExactly("a");
        assertThat(chosen("{'mode':'NONE'}", "a", "b").callable()).isEmpty();
    }

    @Test
    void refusesAChoiceThatCannotBeMet() {
        chosen("{'mode':'ANY','allowedFunctionNames':['zz']}", "a")
                .refuses("tool_config.function_calling_config.allowed_function_names");
        hi("'toolConfig':{'functionCallingConfig':{'mode':'ANY'}}").refuses("tool_config.function_calling_config.mode");
        chosen("{'mode':'SOME'}", "a").refuses("tool_config.function_calling_config.mode");
    }

    @Test
    void saysNothingOfSwitchesThatAreOff() {
        hi("'toolConfig':{'includeServerSideToolInvocations':false,"
                        + "'functionCallingConfig':{'streamFunctionCallArguments':false,'allowedFunctionNames':[]}}")
                .quietly();
        hi("'toolConfig':{'functionCallingConfig':{'streamFunctionCallArguments':true}}")
                .warnsOnly("toolConfig.functionCallingConfig.streamFunctionCallArguments");
        hi("'tools':[{'functionDeclarations':[{'name':'f','behavior':'BLOCKING'},{'name':'g','behavior':0}]}]")
                .quietly();
    }

    @Test
    void keepsASearchBesideTheFunctionsThatMayBeCalled() {
        hi("'tools':[{'googleSearch':{}},{'functionDeclarations':[{'name':'a'},{'name':'b'}]}],"
                        + "'toolConfig':{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['b']}}")
                .has("tools", "['WEB_SEARCH',{'function':'b'}]")
                .has("toolChoice", "'REQUIRED [b]'");
        hi("'tools':[{'googleSearch':{}},{'google_search_retrieval':{}}]")
                .has("tools", "['WEB_SEARCH']")
                .hasNot("parallelToolCalls")
                .quietly();
    }

    @Test
    void warnsOfFurtherToolConfiguration() {
        hi("'toolConfig':{'retrievalConfig':{},'includeServerSideToolInvocations':true,"
                        + "'functionCallingConfig':{'allowedFunctionNames':['x']}}")
                .warns("toolConfig.retrievalConfig", "ignored")
                .warns("toolConfig.includeServerSideToolInvocations", "ignored")
                .warns("toolConfig.functionCallingConfig.allowedFunctionNames", "ignored");
    }

    private static Bodies chosen(String calling, String... functions) {
        StringBuilder declared = new StringBuilder();
        for (String function : functions) {
            declared.append(declared.length() == 0 ? "" : ",")
                    .append("{'name':'")
                    .append(function)
                    .append("'}");
        }
        return hi("'tools':[{'functionDeclarations':[" + declared + "]}],'toolConfig':{'functionCallingConfig':"
                + calling + "}");
    }
}
