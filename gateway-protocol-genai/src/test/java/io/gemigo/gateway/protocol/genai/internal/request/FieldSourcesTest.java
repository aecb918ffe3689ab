package io.gemigo.gateway.protocol.genai.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure.InvalidRequest;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider speaks of the fields it writes; the client reads its own. */
class FieldSourcesTest {
    private final Warnings warnings = new Warnings();

    @ParameterizedTest
    @CsvSource({
        "temperature, generationConfig.temperature",
        "top_p, generationConfig.topP",
        "top_k, generationConfig.topK",
        "seed, generationConfig.seed",
        "presence_penalty, generationConfig.presencePenalty",
        "frequency_penalty, generationConfig.frequencyPenalty",
        "n, generationConfig.candidateCount",
        "max_tokens, generationConfig.maxOutputTokens",
        "max_completion_tokens, generationConfig.maxOutputTokens",
        "stop, generationConfig.stopSequences",
        "logprobs, generationConfig.responseLogprobs",
        "top_logprobs, generationConfig.logprobs",
        "response_format, generationConfig.responseMimeType",
        "response_format.json_schema.schema, generationConfig.responseMimeType",
        "reasoning_effort, generationConfig.thinkingConfig",
        "enable_thinking, generationConfig.thinkingConfig",
        "thinking_budget, generationConfig.thinkingConfig",
        "tool_choice, toolConfig.functionCallingConfig",
        "parallel_tool_calls, toolConfig",
        "messages, contents",
        "messages[0], contents",
        "tools[3].function.parameters, tools",
        "its_own_thing, its_own_thing",
        "trailing_, trailing_",
    })
    void aWarningNamesTheClientsField(String field, String own) {
        codec("'contents':[{'parts':[{'text':'a'}]}]");
        warnings.capped("openai", field);
        assertThat(warnings.header()).isEqualTo("genai; field=" + own + "; action=capped");
    }

    @ParameterizedTest
    @CsvSource({
        "max_tokens, generation_config.max_output_tokens",
        "top_p, generation_config.top_p",
        "n, generation_config.candidate_count",
        "tool_choice, tool_config.function_calling_config",
        "its_own_thing, its_own_thing",
        "tools[0].function_declarations[1], tools[0].function_declarations[1]",
        "tools[0].type, tools[0].type",
        "its[0].function.name, its[0].function.name",
    })
    void aRefusalNamesTheClientsField(String param, String own) {
        GenAiChatCodec codec = codec("'contents':[{'parts':[{'text':'a'}]}]");
        assertThat(refused(codec, param)).isEqualTo(new InvalidRequest("x", own, "No.", 422));
    }

    @Test
    void aRefusalOfMessagesNamesWhatIsInThem() {
        GenAiChatCodec codec = codec("'contents':[{'parts':[{'text':'a'}]},"
                + "{'role':'model','parts':[{'text':'b'}]},"
                + "{'parts':[{'text':'c'},{'inlineData':{'mimeType':'image/png','data':'AAAA'}},"
                + "{'fileData':{'fileUri':'https://example.com/a.png'}}]}]");
        assertThat(refused(codec, "messages[2].content[1]").param()).isEqualTo("contents[2].parts[1].inline_data");
        assertThat(refused(codec, "messages[2].content[2].image_url").param())
                .isEqualTo("contents[2].parts[2].file_data");
        assertThat(refused(codec, "messages[2].content[0]").param()).isEqualTo("contents[2].parts[1].inline_data");
        assertThat(refused(codec, "messages[2].content[3]").param()).isEqualTo("contents[2].parts[1].inline_data");
        assertThat(refused(codec, "messages[2].content[9]").param()).isEqualTo("contents[2].parts[1].inline_data");
        assertThat(refused(codec, "messages[0].content[0]").param()).isEqualTo("contents");
        assertThat(refused(codec, "messages[3].content[0]").param()).isEqualTo("contents");
    }

    @Test
    void aRefusalOfAnImageNamesItWhereTheConfigurationGaveItADetail() {
        GenAiChatCodec codec = codec("'generationConfig':{'mediaResolution':1},"
                + "'contents':[{'parts':[{'inlineData':{'mimeType':'image/png','data':'AAAA'}}]}]");
        assertThat(refused(codec, "messages[0].content[0]").param()).isEqualTo("contents[0].parts[0].inline_data");
    }

    @Test
    void aRefusalOfTheSystemsWordsNamesThem() {
        GenAiChatCodec codec = codec("'systemInstruction':'s','contents':[{'parts':[{'text':'a'}]}]");
        assertThat(refused(codec, "messages[0].content").param()).isEqualTo("system_instruction");
        assertThat(refused(codec, "messages[1].content").param()).isEqualTo("contents");
    }

    @Test
    void aRefusalOfToolsNamesTheSearchWhereThereIsNothingElse() {
        String contents = "'contents':[{'parts':[{'text':'a'}]}]";
        InvalidRequest search = refused(codec("'tools':[{},{'google_search':{}}]," + contents), "tools");
        assertThat(search.param()).isEqualTo("tools[1].google_search");
        assertThat(search.code()).isEqualTo(InvalidRequest.UNSUPPORTED_PARAMETER);
        assertThat(search.message()).isEqualTo("tools[1].google_search is not supported by this gateway.");
        assertThat(search.upstreamStatus()).isEqualTo(422);
        InvalidRequest other = refused(codec("'tools':[{'google_search':{}}]," + contents), "n");
        assertThat(other.param()).isEqualTo("generation_config.candidate_count");
        assertThat(other.message()).isEqualTo("No.");
        String both = "'tools':[{'googleSearch':{}},{'functionDeclarations':[{'name':'f'}]}],";
        assertThat(refused(codec(both + contents), "tools").message()).isEqualTo("No.");
        assertThat(refused(codec(both + contents), "tools").param()).isEqualTo("tools");
        assertThat(refused(codec(contents), "tools").message()).isEqualTo("No.");
    }

    @Test
    void aRefusalOfNoFieldStaysAsItIs() {
        InvalidRequest refusal = new InvalidRequest("x", null, "No.");
        assertThat(codec("'contents':[{'parts':[{'text':'a'}]}]").inClientTerms(refusal))
                .isSameAs(refusal);
    }

    @Test
    void aRefusalBeforeTheBodyIsReadStaysAsItIs() {
        InvalidRequest refusal = new InvalidRequest("x", "n", "No.");
        assertThat(unread().inClientTerms(refusal)).isSameAs(refusal);
    }

    private static InvalidRequest refused(GenAiChatCodec codec, String param) {
        return (InvalidRequest) codec.inClientTerms(new InvalidRequest("x", param, "No.", 422));
    }

    private static GenAiChatCodec unread() {
        return new GenAiChatCodec("m", new ErrorContext("v1", "generateContent", "m", ReplyShape.OBJECT, false));
    }

    private GenAiChatCodec codec(String members) {
        GenAiChatCodec codec = unread();
        assertThat(codec.decode(Window.of(("{" + members + "}").replace('\'', '"')), warnings)
                        .failure())
                .isNull();
        return codec;
    }
}
