package io.gemigo.gateway.protocol.genai.internal.request;

import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.contents;
import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.hi;
import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerateContentReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "{'contents':[{'parts':[{'text':'x'}]}]} x",
                "{'contents':[{'parts':[{'text':'x'}]}],}",
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'temperature':NaN}}",
                "{'contents':[{'parts':[{'text':'x'}]}],'generationConfig':{'topK':01}}",
                "{'contents':7, 'broken': }",
            })
    void saysThatABodyIsNotJson(String body) {
        InvalidRequest failure = read(body).failure();
        assertThat(failure.code()).isEqualTo(InvalidRequest.INVALID_JSON);
        assertThat(failure.message()).startsWith("Invalid JSON payload received. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "'text'", "null", "true"})
    void wantsAnObject(String body) {
        assertThat(read(body).failure().code()).isEqualTo(InvalidRequest.INVALID_TYPE);
        assertThat(read(body).failure().param()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | contents",
                "{'contents':[]} | contents",
                "{'contents':null} | contents",
                "{'contents':[{}]} | contents[0].parts",
                "{'contents':[{'parts':[]}]} | contents[0].parts",
                "{'contents':[{'role':'user','parts':null}]} | contents[0].parts",
                "{'contents':[{'parts':[]},{'parts':[{'text':'a'}]}]} | contents[0].parts",
                "{'contents':[{'parts':[{}]}]} | contents[0].parts[0]",
                "{'contents':[{'parts':[{'text':null}]}]} | contents[0].parts[0]",
                "{'contents':[{'parts':[{'newKind':{}}]}]} | contents[0].parts[0]",
                "{'contents':[{'parts':[{'text':''}]}]} | contents[0].parts",
                "{'contents':['hi']} | contents[0]",
                "{'contents':[null]} | contents[0]",
                "{'contents':[{'parts':[{'text':7}]}]} | contents[0].parts[0].text",
                "{'contents':[{'parts':[{'text':'a','inlineData':{'mimeType':'image/png','data':'AAAA'}}]}]}"
                        + " | contents[0].parts[0].inline_data",
            })
    void wantsContentsThatSaySomething(String body, String param) {
        read(body).refuses(param);
    }

    @Test
    void saysThatContentsAreMissingInTheWordsClientsKnow() {
        InvalidRequest failure = read("{}").failure();
        assertThat(failure.code()).isEqualTo(InvalidRequest.MISSING);
        assertThat(failure.message()).isEqualTo("* GenerateContentRequest.contents: contents is not specified");
    }

    @Test
    void showsThoughtsOnlyIfAskedFor() {
        assertThat(hi("'generationConfig':{'thinkingConfig':{'includeThoughts':true}}")
                        .reply()
                        .thoughts())
                .isTrue();
        assertThat(hi("'generationConfig':{'thinkingConfig':{'includeThoughts':false}}")
                        .reply()
                        .thoughts())
                .isFalse();
        assertThat(hi("'generationConfig':{'thinkingConfig':{'thinkingBudget':9}}")
                        .reply()
                        .thoughts())
                .isFalse();
    }

    @Test
    void refusesAFieldGivenTwiceInWhateverSpelling() {
        read("{'contents':[{'parts':[{'text':'a'}]}],'contents':[{'parts':[{'text':'b'}]}]}")
                .refuses("contents");
        hi("'generationConfig':{},'generation_config':{}").refuses("generation_config");
        hi("'unknown':1,'unknown':2").refuses("unknown");
        hi("'generationConfig':{'topP':null,'topP':1}").refuses("generation_config.top_p");
    }

    @Test
    void ignoresWhatItDoesNotKnowAndSaysSo() {
        hi("'newThing':{'deep':[1,{'x':null}]},'generationConfig':{'foo':1}")
                .messages("[{'user':['hi']}]")
                .warns("newThing", "ignored")
                .warns("generationConfig.foo", "ignored");
        contents("[{'parts':[{'text':'a','extra':1}]}]").warns("contents[0].parts[0].extra", "ignored");
    }

    @Test
    void takesNullAsAbsent() {
        hi("'systemInstruction':null,'tools':null,'toolConfig':null,'generationConfig':null,'cachedContent':null")
                .messages("[{'user':['hi']}]")
                .quietly();
    }

    @Test
    void warnsOfAModelThatIsNotThePaths() {
        hi("'model':'models/m'").quietly();
        hi("'model':'m'").quietly();
        hi("'model':'models/other'").warns("model", "ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "store | true",
                "labels | {'a':'b'}",
                "serviceTier | 'flex'",
                "safetySettings | [{'category':'HARM_CATEGORY_HARASSMENT','threshold':'OFF'}]",
            })
    void namesWhatHasNoEffect(String field, String value) {
        hi("'" + field + "':" + value).warns(field, "ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'cachedContent':'cachedContents/x' | cached_content",
                "'continuationToken':'abc' | continuation_token",
                "'safetySettings':[{'category':'HARM_CATEGORY_NONE'}] | safety_settings[0].category",
                "'safetySettings':[{'category':99}] | safety_settings[0].category",
                "'safetySettings':[{'category':17}] | safety_settings[0].category",
                "'safetySettings':[{'category':-1}] | safety_settings[0].category",
                "'safetySettings':[{'category':1.5}] | safety_settings[0].category",
                "'safetySettings':[{'category':true}] | safety_settings[0].category",
                "'safetySettings':[{'category':'harm_category_harassment'}] | safety_settings[0].category",
                "'safetySettings':[{},{'threshold':'LOW'}] | safety_settings[1].threshold",
                "'safetySettings':[{'threshold':6}] | safety_settings[0].threshold",
                "'cachedContent':7 | cached_content",
                "'continuationToken':{} | continuation_token",
                "'model':7 | model",
            })
    void refusesWhatItCannotHonour(String members, String param) {
        assertThat(hi(members).failure().param()).isEqualTo(param);
    }

    @Test
    void namesTheTypeAValueShouldHave() {
        assertThat(hi("'safetySettings':[{'category':99}]").failure().message())
                .isEqualTo("Invalid value at 'safety_settings[0].category' (HarmCategory).");
        assertThat(hi("'store':'yes'").failure().message()).isEqualTo("Invalid value at 'store' (TYPE_BOOL).");
        assertThat(hi("'generationConfig':7").failure().message())
                .isEqualTo("Invalid value at 'generation_config' (MESSAGE).");
        assertThat(read("[]").failure().message()).isEqualTo("Invalid value at 'body' (MESSAGE).");
    }

    @Test
    void takesWhatIsGivenButEmptyForAbsent() {
        hi("'cachedContent':'','continuationToken':'','safetySettings':[],'model':''")
                .messages("[{'user':['hi']}]")
                .quietly();
    }

    @Test
    void checksSafetySettingsAndWarnsOfThemOnce() {
        Bodies body = hi(
                "'safetySettings':[{'method':{'x':['SEVERITY']},'category':0,'threshold':0},{'category':16,'threshold':5},"
                        + "{'category':'HARM_CATEGORY_JAILBREAK','threshold':'BLOCK_NONE'}]");
        body.messages("[{'user':['hi']}]").warns("safetySettings", "ignored");
        body.warnsOnly("safetySettings");
        hi("'safetySettings':{'category':7}").warnsOnly("safetySettings");
    }

    @Test
    void namesUnknownFieldsAsErrorsDo() {
        hi("'tools':[{'fooAbcZ':{}}]").refuses("tools[0].foo_abc_z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'store':false",
                "'neverHeardOf':null",
                "'generationConfig':{'neverHeardOf':null}",
                "'tools':[{'neverHeardOf':null}]"
            })
    void isSilentWhereNothingIsAsked(String members) {
        hi(members).quietly().messages("[{'user':['hi']}]");
    }

    @Test
    void joinsTheTextsOfTheSystemInstruction() {
        hi("'systemInstruction':'Be brief.'").messages("[{'system':['Be brief.']},{'user':['hi']}]");
        hi("'system_instruction':{'role':'anything','parts':{'text':'a'}}")
                .messages("[{'system':['a']},{'user':['hi']}]");
        hi("'systemInstruction':{'parts':[{'text':'a'},{'text':''},{'text':'b'}]}")
                .messages("[{'system':['a\\n\\nb']},{'user':['hi']}]");
        for (String empty : new String[] {"''", "{}", "{'parts':[]}", "{'parts':[{'text':''}]}"}) {
            hi("'systemInstruction':" + empty).messages("[{'user':['hi']}]");
        }
        hi("'systemInstruction':{'parts':[{'inlineData':{'mimeType':'image/png','data':'AAAA'}}]}")
                .refuses("system_instruction");
        hi("'systemInstruction':{'parts':[{'text':'a'}],'extra':1}")
                .messages("[{'system':['a']},{'user':['hi']}]")
                .warns("systemInstruction.extra", "ignored");
    }

    @Test
    void refusesASystemInstructionWhoseTextStandsWhereItIsNotRead() {
        hi("'systemInstruction':{'text':'Be brief.'}").refuses("system_instruction.parts");
        hi("'systemInstruction':{'role':'system','content':'Be brief.'}").refuses("system_instruction.parts");
    }

    @Test
    void readsTheSystemInstructionWhereverItStands() {
        read("{'systemInstruction':'s','contents':[{'parts':[{'text':'hi'}]}]}")
                .messages("[{'system':['s']},{'user':['hi']}]");
    }
}
