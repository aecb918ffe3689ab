package io.gemigo.gateway.protocol.genai.internal.request;

import static io.gemigo.gateway.protocol.genai.internal.request.Bodies.hi;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GenerationConfigReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'temperature':0 | temperature | 0",
                "'temperature':2 | temperature | 2",
                "'temperature':'0.5' | temperature | 0.5",
                "'topP':0 | topP | 0",
                "'top_p':1.0 | topP | 1",
                "'topK':40.0 | topK | 40",
                "'topK':'40' | topK | 40",
                "'top_k':4e1 | topK | 40",
                "'seed':-5 | seed | -5",
                "'presencePenalty':-2 | presencePenalty | -2",
                "'presencePenalty':2.0 | presencePenalty | 2",
                "'frequencyPenalty':1.5 | frequencyPenalty | 1.5",
                "'frequencyPenalty':-2 | frequencyPenalty | -2",
                "'frequencyPenalty':'2' | frequencyPenalty | 2",
                "'maxOutputTokens':1 | maxOutputTokens | 1",
                "'maxOutputTokens':2147483647 | maxOutputTokens | 2147483647",
                "'topK':1 | topK | 1",
                "'topK':2147483647 | topK | 2147483647",
                "'candidateCount':128 | candidateCount | 128",
                "'responseLogprobs':true,'logprobs':20 | topLogprobs | 20",
                "'max_output_tokens':'64' | maxOutputTokens | 64",
                "'stopSequences':['a','b','c','d','e'] | stop | ['a','b','c','d','e']",
                "'stop_sequences':'END' | stop | ['END']",
                "'candidateCount':4 | candidateCount | 4",
                "'responseLogprobs':true,'logprobs':5 | topLogprobs | 5",
                "'logprobs':0,'responseLogprobs':true | logprobs | true",
                "'responseMimeType':'application/json' | format | 'json object'",
            })
    void carries(String field, String member, String value) {
        config(field).has(member, value).quietly();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'temperature':2.01 | temperature",
                "'temperature':'1,5' | temperature",
                "'temperature':'' | temperature",
                "'temperature':{} | temperature",
                "'presencePenalty':2.1 | presence_penalty",
                "'presencePenalty':-2.1 | presence_penalty",
                "'frequencyPenalty':2.1 | frequency_penalty",
                "'frequencyPenalty':-2.1 | frequency_penalty",
                "'topP':-0.1 | top_p",
                "'topK':2147483648 | top_k",
                "'topK':null,'candidateCount':[1] | candidate_count",
                "'logprobs':-1,'responseLogprobs':true | logprobs",
                "'logprobs':1,'responseLogprobs':false | logprobs",
                "'seed':9223372036854775808 | seed",
                "'seed':0.5 | seed",
                "'thinkingConfig':{'thinkingBudget':2147483648} | thinking_config.thinking_budget",
                "'thinkingConfig':{'includeThoughts':1} | thinking_config.include_thoughts",
                "'responseModalities':[3] | response_modalities[0]",
                "'responseModalities':[5] | response_modalities[0]",
                "'responseModalities':[-1] | response_modalities[0]",
                "'responseModalities':[null] | response_modalities[0]",
                "'temperature':-0.1 | temperature",
                "'temperature':'NaN' | temperature",
                "'temperature':1e999 | temperature",
                "'temperature':true | temperature",
                "'topP':1.5 | top_p",
                "'topK':0 | top_k",
                "'topK':1.5 | top_k",
                "'topK':'x' | top_k",
                "'topK':[1] | top_k",
                "'topK':{'1':1} | top_k",
                "'topK':' 4' | top_k",
                "'topK':1e99999 | top_k",
                "'maxOutputTokens':0 | max_output_tokens",
                "'maxOutputTokens':99999999999 | max_output_tokens",
                "'candidateCount':0 | candidate_count",
                "'candidateCount':129 | candidate_count",
                "'stopSequences':['a','b','c','d','e','f'] | stop_sequences",
                "'stopSequences':[''] | stop_sequences[0]",
                "'stopSequences':[7] | stop_sequences[0]",
                "'logprobs':5 | logprobs",
                "'logprobs':21,'responseLogprobs':true | logprobs",
                "'responseLogprobs':'true' | response_logprobs",
                "'responseModalities':['TEXT','IMAGE'] | response_modalities[1]",
                "'responseModalities':['VOICE'] | response_modalities[0]",
                "'responseMimeType':'text/html' | response_mime_type",
                "'responseMimeType':'text/plain','responseSchema':{'type':'STRING'} | response_mime_type",
                "'responseMimeType':'text/x.enum' | response_schema",
                "'responseMimeType':'text/x.enum','responseSchema':{'type':'STRING'} | response_schema",
                "'responseMimeType':'text/x.enum','responseJsonSchema':{'enum':{}} | response_schema",
                "'responseSchema':{},'responseJsonSchema':{} | response_schema",
                "'responseJsonSchema':true | response_json_schema",
                "'responseFormat':[] | response_format",
                "'speechConfig':{} | speech_config",
                "'imageConfig':{} | image_config",
                "'translationConfig':{} | translation_config",
                "'audioTranscriptionConfig':{} | audio_transcription_config",
                "'thinkingConfig':{'thinkingBudget':1,'thinkingLevel':'LOW'} | thinking_config",
                "'thinkingConfig':{'thinkingBudget':-2} | thinking_config.thinking_budget",
                "'thinkingConfig':{'thinkingLevel':'some'} | thinking_config.thinking_level",
                "'mediaResolution':true | media_resolution",
                "'thinkingConfig':{'thinkingLevel':7} | thinking_config.thinking_level",
            })
    void refuses(String field, String param) {
        config(field).refuses("generation_config." + param);
    }

    @ParameterizedTest
    @ValueSource(strings = {"audioTimestamp", "enableEnhancedCivicAnswers", "enableAffectiveDialog"})
    void warnsOfHints(String field) {
        config("'" + field + "':true").warns("generationConfig." + field, "ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'thinkingBudget':0} | {'enabled':false}",
                "{'thinkingBudget':-1} | {'enabled':true}",
                "{'thinkingBudget':'512','includeThoughts':true} | {'enabled':true,'budgetTokens':512,'include':true}",
                "{'includeThoughts':true} | {'enabled':true,'include':true}",
                "{'includeThoughts':false} | {'include':false}",
                "{'thinkingLevel':'MINIMAL'} | {'effort':'MINIMAL'}",
                "{'thinkingLevel':'LOW'} | {'effort':'LOW'}",
                "{'thinkingLevel':'MEDIUM'} | {'effort':'MEDIUM'}",
                "{'thinkingLevel':'low'} | {'effort':'LOW'}",
                "{'thinkingLevel':'xhigh'} | {'effort':'MAX'}",
                "{'thinking_level':'HIGH','include_thoughts':true} | {'effort':'HIGH','include':true}",
            })
    void carriesWishesOnThinking(String config, String reasoning) {
        config("'thinkingConfig':" + config).has("reasoning", reasoning).quietly();
    }

    @Test
    void carriesASeedOfAnySize() {
        assertThat(config("'seed':-9223372036854775808").chat().sampling().seed())
                .isEqualTo(Long.MIN_VALUE);
        assertThat(config("'seed':'9223372036854775807'").chat().sampling().seed())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void saysWhatWouldDo() {
        assertThat(config("'temperature':3").failure().message())
                .isEqualTo("generation_config.temperature: must be between 0 and 2.");
        assertThat(config("'topK':0").failure().message())
                .isEqualTo("generation_config.top_k: must be between 1 and 2147483647.");
        assertThat(config("'responseSchema':{'minItems':-1}").failure().message())
                .isEqualTo("generation_config.response_schema.min_items: must be at least 0.");
        assertThat(config("'topK':'x'").failure().message())
                .isEqualTo("Invalid value at 'generation_config.top_k' (TYPE_INT64).");
        assertThat(config("'topP':true").failure().message())
                .isEqualTo("Invalid value at 'generation_config.top_p' (TYPE_FLOAT).");
    }

    @Test
    void answersInTextWhereThatIsAskedFor() {
        config("'responseModalities':['TEXT','MODALITY_UNSPECIFIED',1,0]").quietly();
        config("'responseMimeType':'TEXT/PLAIN'").hasNot("format").quietly();
        config("'responseMimeType':''").hasNot("format").quietly();
    }

    @Test
    void saysNothingOfThinkingWhereTheClientSaysNothing() {
        config("'thinkingConfig':{}").hasNot("reasoning");
        config("'thinkingConfig':{'thinkingLevel':'THINKING_LEVEL_UNSPECIFIED'}")
                .hasNot("reasoning");
        config("'thinkingConfig':{'thinkingLevel':0}").hasNot("reasoning").quietly();
    }

    @Test
    void enforcesASchemaWhereItAllowsThat() {
        config("'responseMimeType':'application/json','responseSchema':{'type':'OBJECT','additionalProperties':false}")
                .has(
                        "format",
                        "{'name':'response','schema':{'type':'object','additionalProperties':false},'strict':true}");
        config("'responseMimeType':'application/json','responseSchema':{}")
                .has("format", "{'name':'response','schema':{}}")
                .quietly();
    }

    @Test
    void namesTheSchemaFieldTheClientUsed() {
        config("'responseJsonSchema':{'type':'string'}").warns("generationConfig.responseJsonSchema", "mapped");
    }

    @Test
    void takesASchemaWithoutATypeForJsonAndSaysSo() {
        config("'responseSchema':{'type':'STRING'}")
                .has("format", "{'name':'response','schema':{'type':'string'}}")
                .warns("generationConfig.responseSchema", "mapped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "responseJsonSchema",
                "response_json_schema",
                "_responseJsonSchema",
                "response_json_schema_ordered",
            })
    void readsTheJsonSchemaUnderAllItsNames(String name) {
        config("'responseMimeType':'application/json','" + name + "':{'$schema':'x','type':['string','null']}")
                .has("format", "{'name':'response','schema':{'type':['string','null']}}")
                .quietly();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'responseSchema':{'type':'STRING','format':'enum','enum':['yes','no']}",
                "'responseJsonSchema':{'$schema':'x','type':'string','enum':['yes','no']}",
                "'responseJsonSchema':{'enum':['yes','no'],'type':'string'}"
            })
    void asksForAnObjectWhereTheAnswerIsOneWordOfAList(String schema) {
        config("'responseMimeType':'text/x.enum'," + schema)
                .has(
                        "format",
                        "{'name':'response','schema':{'type':'object','properties':{'value':{'type':'string',"
                                + "'enum':['yes','no']}},'required':['value'],'additionalProperties':false},'strict':true}")
                .quietly();
    }

    @Test
    void bringsABareWordToThoseAloneWhoAskForOne() {
        String schema = "'responseSchema':{'type':'STRING','enum':['yes','no']}";
        assertThat(config("'responseMimeType':'text/x.enum'," + schema).reply().enumAnswer())
                .isTrue();
        assertThat(config("'responseMimeType':'application/json'," + schema)
                        .reply()
                        .enumAnswer())
                .isFalse();
        assertThat(config(schema).reply().enumAnswer()).isFalse();
    }

    @Test
    void writesTypesOfAJsonSchemaAsUpstreamsKnowThem() {
        config(
                        "'responseMimeType':'application/json','responseJsonSchema':{'type':'OBJECT','properties':{'a':{'type':'STRING'}}}")
                .has("format", "{'name':'response','schema':{'type':'object','properties':{'a':{'type':'string'}}}}")
                .quietly();
    }

    @Test
    void keepsTheOrderOfASchema() {
        assertThat(config("'responseMimeType':'application/json','responseJsonSchema':{'z':1,'type':'object','a':2}")
                        .json()
                        .at("format")
                        .at("schema")
                        .toString())
                .isEqualTo("{\"z\":1,\"type\":\"object\",\"a\":2}");
    }

    private static Bodies config(String fields) {
        return hi("'generationConfig':{" + fields + "}");
    }
}
