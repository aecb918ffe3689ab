package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.Extension;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Reasoning;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.chat.ToolChoice;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.transcript.Operation;
import io.gemigo.gateway.testkit.transcript.Transcript;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every documented field finds its canonical home, is named in the warnings, or is refused by name. */
class ChatRequestReaderTest {
    /** So that there is something to choose. */
    private static final String A_TOOL =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"function\",\"function\":{\"name\":\"a\"}},"
                    + "{\"type\":\"function\",\"function\":{\"name\":\"b\"}}],";

    private final Warnings warnings = new Warnings();

    @Test
    void readsSamplingLimitsAndFormat() {
        ChatRequest request = read("""
                {"model":"m","temperature":0.5,"top_p":0.25,"n":2,"stop":["a","b\\n"],"presence_penalty":-1,
                 "frequency_penalty":1.5,"logit_bias":{"5":1},"logprobs":true,"top_logprobs":3,"seed":-7,
                 "max_tokens":10,"max_completion_tokens":9,"stream":true,"parallel_tool_calls":false,
                 "reasoning_effort":"high","user":"u","safety_identifier":"s",
                 "response_format":{"json_schema":{"schema":{"type":"object"},"name":"s","strict":true},"type":"json_schema"},
                 "messages":[{"role":"user","content":"hi"}]}
                """);
        assertThat(request.model()).isEqualTo("m");
        assertThat(request.stream()).isTrue();
        assertThat(request.sampling())
                .isEqualTo(new Sampling(0.5, 0.25, null, -7L, -1.0, 1.5, true, 3, RawJson.of("{\"5\":1}")));
        assertThat(request.candidateCount()).isEqualTo(2);
        assertThat(request.stop()).containsExactly("a", "b\n");
        assertThat(request.maxOutputTokens()).isEqualTo(9);
        assertThat(request.parallelToolCalls()).isFalse();
        assertThat(request.reasoning()).isEqualTo(new Reasoning(true, null, Reasoning.Effort.HIGH, null));
        assertThat(request.user()).isEqualTo("s");
        assertThat(request.responseFormat())
                .isEqualTo(new ResponseFormat.JsonSchema("s", null, RawJson.of("{\"type\":\"object\"}"), true));
        assertThat(warnings.header()).isEqualTo("openai; field=max_tokens; action=ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "none, NONE, false",
        "minimal, MINIMAL, ",
        "low, LOW, true",
        "medium, MEDIUM, true",
        "high, HIGH, true",
        "max, MAX, true",
        "xhigh, MAX, true"
    })
    void readsReasoningEffort(String word, Reasoning.Effort effort, @Nullable Boolean enabled) {
        ChatRequest request = with("\"reasoning_effort\":\"" + word + "\"");
        assertThat(request.reasoning()).isEqualTo(new Reasoning(enabled, null, effort, null));
        assertThat(warnings.header()).isNull();
    }

    @Test
    void readsAStopOfOneText() {
        assertThat(with("\"stop\":\"END\"").stop()).containsExactly("END");
    }

    @Test
    void readsEveryRoleAndPart() {
        List<Message> messages = messages("""
                {"role":"developer","content":"d","name":"boss"},
                {"role":"system","content":[{"type":"text","text":"s"}]},
                {"role":"user","content":[
                  {"type":"text","text":"look"},
                  {"type":"image_url","image_url":{"url":"https://pics.example/a.png","detail":"low"}},
                  {"type":"image_url","image_url":{"url":"data:image/PNG;base64,aGk="}},
                  {"type":"input_audio","input_audio":{"data":"aGkh","format":"mp3"}},
                  {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,aGkh"}},
                  {"type":"video_url","video_url":{"url":"https://pics.example/a.mp4"}}]},
                {"role":"assistant","reasoning_content":"hm","content":[{"type":"text","text":"ok"},{"type":"refusal","refusal":"no"}]},
                {"role":"assistant","content":"","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}}]},
                {"role":"tool","tool_call_id":"c1","content":[{"type":"text","text":"42"}]},
                {"role":"assistant","refusal":"never"},
                {"role":"assistant","content":""}
                """);
        assertThat(messages)
                .containsExactly(
                        new Message(Role.SYSTEM, List.of(new Part.Text("d")), "boss"),
                        Message.text(Role.SYSTEM, "s"),
                        new Message(
                                Role.USER,
                                List.of(
                                        new Part.Text("look"),
                                        new Part.Media(
                                                MediaType.IMAGE, null, null, "https://pics.example/a.png", null, "low"),
                                        new Part.Media(MediaType.IMAGE, "image/png", "aGk=", null, null, null),
                                        new Part.Media(MediaType.AUDIO, "audio/mpeg", "aGkh", null, null, null),
                                        new Part.Media(MediaType.FILE, "application/pdf", "aGkh", null, "a.pdf", null),
                                        new Part.Media(
                                                MediaType.VIDEO, null, null, "https://pics.example/a.mp4", null, null)),
                                null),
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.Thinking("hm", null), new Part.Text("ok"), new Part.Refusal("no")),
                                null),
                        new Message(Role.ASSISTANT, List.of(new Part.ToolCall("c1", "f", "{\"a\":1}")), null),
                        new Message(
                                Role.TOOL,
                                List.of(new Part.ToolResult("c1", "f", List.of(new Part.Text("42")), null)),
                                null),
                        new Message(Role.ASSISTANT, List.of(new Part.Refusal("never")), null),
                        new Message(Role.ASSISTANT, List.of(), null));
        assertThat(warnings.header()).isNull();
    }

    @Test
    void readsToolsAndChoices() {
        ChatRequest request = with(
                "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\",\"strict\":true,"
                        + "\"parameters\":{\"type\":\"object\"}}},{\"function\":{\"name\":\"g\"},\"type\":\"function\"}]");
        assertThat(request.tools())
                .containsExactly(
                        new Tool.Function("f", "d", RawJson.of("{\"type\":\"object\"}"), true),
                        new Tool.Function("g", null, null, null));
        assertThat(request.toolChoice()).isNull();
        assertThat(with(A_TOOL + "\"tool_choice\":\"auto\"").toolChoice()).isEqualTo(ToolChoice.AUTO);
        assertThat(with(A_TOOL + "\"tool_choice\":\"none\"").toolChoice()).isEqualTo(ToolChoice.NONE);
        assertThat(with(A_TOOL + "\"tool_choice\":\"required\"").toolChoice()).isEqualTo(ToolChoice.REQUIRED);
        assertThat(with(A_TOOL + "\"tool_choice\":{\"function\":{\"name\":\"f\"},\"type\":\"function\"}")
                        .toolChoice())
                .isEqualTo(ToolChoice.named("f"));
        assertThat(with(A_TOOL + "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"tools\":["
                                + "{\"type\":\"function\",\"function\":{\"name\":\"a\"}},"
                                + "{\"type\":\"function\",\"function\":{\"name\":\"b\"}}],\"mode\":\"required\"}}")
                        .toolChoice())
                .isEqualTo(new ToolChoice(ToolChoice.Mode.REQUIRED, List.of("a", "b")));
    }

    @Test
    void readsTheOlderFunctionFormsAsTools() {
        ChatRequest request = read("""
                {"model":"m","functions":[{"name":"f","parameters":{}}],"function_call":{"name":"f"},"messages":[
                 {"role":"user","content":"x"},
                 {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
                 {"role":"function","name":"f","content":"1"}]}
                """);
        assertThat(request.tools()).containsExactly(new Tool.Function("f", null, RawJson.EMPTY_OBJECT, null));
        assertThat(request.toolChoice()).isEqualTo(ToolChoice.named("f"));
        assertThat(request.parallelToolCalls()).isFalse();
        Part.ToolCall call = (Part.ToolCall) request.messages().get(1).parts().get(0);
        assertThat(call.name()).isEqualTo("f");
        assertThat(request.messages().get(2))
                .isEqualTo(new Message(
                        Role.TOOL,
                        List.of(new Part.ToolResult(call.id(), "f", List.of(new Part.Text("1")), null)),
                        null));
    }

    @Test
    void keepsUnknownFieldsAsExtensions() {
        ChatRequest request = with("\"enable_thinking\":true,\"top_k\": 5 ,\"nothing\":null,\"x\\u0079\":{\"a\":[1]}");
        assertThat(request.extensions())
                .containsExactly(
                        new Extension("openai", "enable_thinking", RawJson.of("true")),
                        new Extension("openai", "top_k", RawJson.of("5")),
                        new Extension("openai", "xy", RawJson.of("{\"a\":[1]}")));
        assertThat(warnings.header()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"store\":true|store",
                "\"metadata\":{}|metadata",
                "\"prediction\":{}|prediction",
                "\"verbosity\":\"low\"|verbosity",
                "\"service_tier\":\"flex\"|service_tier",
                "\"moderation\":{}|moderation",
                "\"prompt_cache_key\":\"k\"|prompt_cache_key",
                "\"prompt_cache_options\":{}|prompt_cache_options",
                "\"prompt_cache_retention\":\"24h\"|prompt_cache_retention"
            })
    void warnsOfDocumentedFieldsWithoutAHome(String member, String field) {
        with(member);
        assertThat(warnings.header()).isEqualTo("openai; field=" + field + "; action=ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"store\":false",
                "\"service_tier\":\"auto\"",
                "\"modalities\":[\"text\"]",
                "\"stream_options\":{\"include_obfuscation\":true}",
                "\"metadata\":null"
            })
    void staysSilentWhereNothingIsLost(String member) {
        with(member);
        assertThat(warnings.header()).isNull();
    }

    @Test
    void warnsOfCacheMarksAndEarlierAudio() {
        messages("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\",\"cache_control\":{}}]},"
                + "{\"role\":\"assistant\",\"audio\":{\"id\":\"a\"}}");
        assertThat(warnings.header())
                .isEqualTo("openai; field=messages[0].content[0].cache_control; action=ignored,"
                        + " openai; field=messages[1].audio; action=ignored");
    }

    @Test
    void warnsOfWhatMessagesAndToolsHoldBesides() {
        read("""
                {"model":"m","messages":[
                 {"role":"user","x":1,"content":[
                   {"type":"text","text":"a","x":1},
                   {"type":"image_url","min_pixels":9,"image_url":{"url":"https://a/b","x":1}},
                   {"type":"input_audio","input_audio":{"data":"AAAA","format":"wav","x":1}},
                   {"type":"file","file":{"file_data":"AAAA","x":1}}]},
                 {"role":"assistant","content":null,"annotations":[],"partial":true,"tool_calls":[{"index":0,"id":"c","type":"function","x":1,
                   "function":{"name":"f","arguments":"{}","x":1}}]},
                 {"role":"tool","tool_call_id":"c","content":"1","x":null}],
                 "tools":[{"type":"function","x":1,"function":{"name":"f","x":1}}],
                 "response_format":{"type":"json_schema","x":1,"json_schema":{"name":"r","x":1}}}
                """);
        assertThat(Objects.requireNonNull(warnings.header()).split(", "))
                .containsExactlyInAnyOrder(Stream.of(
                                "messages[0].x",
                                "messages[0].content[0].x",
                                "messages[0].content[1].min_pixels",
                                "messages[0].content[1].image_url.x",
                                "messages[0].content[2].input_audio.x",
                                "messages[0].content[3].file.x",
                                "messages[1].tool_calls[0].x",
                                "messages[1].tool_calls[0].function.x",
                                "tools[0].x",
                                "tools[0].function.x",
                                "response_format.x",
                                "response_format.json_schema.x")
                        .map(field -> "openai; field=" + field + "; action=ignored")
                        .toArray(String[]::new));
    }

    private static final String ITS_OWN_TOOL = "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}],";

    private static Stream<List<String>> uncarried() {
        return Stream.of(
                List.of("\"modalities\":[\"text\",\"audio\"]", "modalities[1]", "unsupported_value"),
                List.of(
                        "\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]",
                        "tools[0].type",
                        "unsupported_value"),
                List.of(
                        ITS_OWN_TOOL + "\"tool_choice\":{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}",
                        "tool_choice.type",
                        "unsupported_value"),
                List.of(
                        ITS_OWN_TOOL
                                + "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":["
                                + "{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]}}",
                        "tool_choice.allowed_tools.tools[0].type",
                        "unsupported_value"));
    }

    @ParameterizedTest
    @MethodSource("uncarried")
    void refusesWhatCannotBeCarried(List<String> expected) {
        Failure failure = refused(
                "{\"model\":\"m\"," + expected.get(0) + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(failure.param()).isEqualTo(expected.get(1));
        assertThat(failure.code()).isEqualTo(expected.get(2));
    }

    private static Stream<List<String>> unreadableParts() {
        return Stream.of(
                List.of("{\"type\":\"hologram\"}", "messages[0].content[0].type", "invalid_value"),
                List.of(
                        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png,raw\"}}",
                        "messages[0].content[0].image_url.url",
                        "invalid_image_url"),
                List.of(
                        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:;base64,?\"}}",
                        "messages[0].content[0].image_url.url",
                        "invalid_image_url"),
                List.of(
                        "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"a b\",\"format\":\"wav\"}}",
                        "messages[0].content[0].input_audio.data",
                        "invalid_value"),
                List.of(
                        "{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}",
                        "messages[0].content[0].file.file_id",
                        "unsupported_value"),
                List.of(
                        "{\"type\":\"video_url\",\"video_url\":7}",
                        "messages[0].content[0].video_url.url",
                        "missing_required_parameter"));
    }

    @ParameterizedTest
    @MethodSource("unreadableParts")
    void refusesPartsItCannotRead(List<String> expected) {
        Failure failure =
                refused("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + expected.get(0) + "]}]}");
        assertThat(failure.param()).isEqualTo(expected.get(1));
        assertThat(failure.code()).isEqualTo(expected.get(2));
    }

    @Test
    void refusesACustomToolCallOfTheHistory() {
        Failure failure =
                refused("{\"model\":\"m\",\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"1\","
                        + "\"type\":\"custom\",\"custom\":{\"name\":\"c\",\"input\":\"x\"}}]}]}");
        assertThat(failure.param()).isEqualTo("messages[0].tool_calls[0].type");
    }

    private static Stream<Transcript> recorded() {
        return Transcripts.load("openai").stream()
                .filter(each -> each.info().operation() == Operation.CHAT
                        && each.response().status() == 200);
    }

    /** What is read can be written in the same dialect and reads the same again. */
    @ParameterizedTest
    @MethodSource("recorded")
    void survivesARoundTripThroughTheWriter(Transcript transcript) {
        ChatRequest once = read(transcript.request().bodyText());
        ByteBuilder out = new ByteBuilder(1024);
        assertThat(new ChatRequestWriter(WriterOptions.STANDARD).write(once, out, new Warnings()))
                .isNull();
        ChatRequest twice = read(out.utf8());
        assertThat(twice.messages()).isEqualTo(once.messages());
        assertThat(twice.tools()).isEqualTo(once.tools());
        assertThat(Objects.requireNonNullElse(twice.toolChoice(), ToolChoice.AUTO))
                .isEqualTo(Objects.requireNonNullElse(once.toolChoice(), ToolChoice.AUTO));
        assertThat(twice.sampling()).isEqualTo(once.sampling());
        assertThat(twice.stop()).isEqualTo(once.stop());
        assertThat(twice.responseFormat()).isEqualTo(once.responseFormat());
        assertThat(twice.reasoning()).isEqualTo(once.reasoning());
        assertThat(twice.maxOutputTokens()).isEqualTo(once.maxOutputTokens());
        assertThat(twice.candidateCount()).isEqualTo(once.candidateCount());
        assertThat(twice.stream()).isEqualTo(once.stream());
    }

    private ChatRequest with(String member) {
        return read("{\"model\":\"m\"," + member + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
    }

    private List<Message> messages(String messages) {
        return read("{\"model\":\"m\",\"messages\":[" + messages + "]}").messages();
    }

    private ChatRequest read(String body) {
        ChatRequestScan scan = ChatRequestScanner.scan(Window.of(body)).value();
        Outcome<ChatRequest> request = ChatRequestReader.read(scan, warnings);
        assertThat(request.failure()).isNull();
        return request.value();
    }

    private Failure refused(String body) {
        ChatRequestScan scan = ChatRequestScanner.scan(Window.of(body)).value();
        return Objects.requireNonNull(ChatRequestReader.read(scan, warnings).failure());
    }

    @Test
    void readsSoundFilesAndFilmHoweverTheyAreGiven() {
        List<Part> parts = messages("""
                {"role":"user","content":[
                  {"type":"input_audio","input_audio":{"data":"data:audio/x;base64,aGkh","format":"wav"}},
                  {"type":"input_audio","input_audio":{"data":"http://a/b","format":"wav"}},
                  {"type":"input_audio","input_audio":{"data":"https://a/b","format":"mp3"}},
                  {"type":"file","file":{"file_id":null,"file_data":"aGkh","filename":"a"}},
                  {"type":"video_url","video_url":"https://a/b"},
                  {"type":"video_url","x":{"video_url":{}},"video_url":{"detail":7,"url":"data:video/mp4;base64,aGkh"}},
                  {"prompt_cache_breakpoint":{"type":"no"},"type":"text","text":"t","x":{"type":"no"}}]}
                """).get(0).parts();
        assertThat(parts)
                .containsExactly(
                        new Part.Media(MediaType.AUDIO, "audio/wav", "aGkh", null, null, null),
                        new Part.Media(MediaType.AUDIO, "audio/wav", null, "http://a/b", null, null),
                        new Part.Media(MediaType.AUDIO, "audio/mpeg", null, "https://a/b", null, null),
                        new Part.Media(MediaType.FILE, null, "aGkh", null, "a", null),
                        new Part.Media(MediaType.VIDEO, null, null, "https://a/b", null, null),
                        new Part.Media(MediaType.VIDEO, "video/mp4", "aGkh", null, null, null),
                        new Part.Text("t"));
        assertThat(warnings.header())
                .isEqualTo("openai; field=messages[0].content[5].x; action=ignored,"
                        + " openai; field=messages[0].content[6].prompt_cache_breakpoint; action=ignored,"
                        + " openai; field=messages[0].content[6].x; action=ignored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"data:audio/wav,raw\",\"format\":\"wav\"}}|.input_audio.data|invalid_value",
                "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"ftp://a/b\",\"format\":\"wav\"}}|.input_audio.data|invalid_value",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"?\"}}|.file.file_data|invalid_value",
                "{\"type\":\"file\",\"file\":{\"file_data\":\"data:x,raw\"}}|.file.file_data|invalid_image_url",
                "{\"type\":\"video_url\",\"video_url\":{\"url\":\"\"}}|.video_url.url|missing_required_parameter",
                "{\"type\":\"video_url\",\"video_url\":{\"x\":{\"url\":\"u\"}}}|.video_url.url|missing_required_parameter",
                "{\"type\":\"video_url\"}|``|missing_required_parameter",
                "{\"type\":\"\",\"x\":1}|.type|invalid_value"
            })
    void refusesMediaItCannotRead(String part, String param, String code) {
        Failure failure = refused("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[" + part + "]}]}");
        assertThat(failure.param()).isEqualTo("messages[0].content[0]" + param);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void readsChoicesOfTheOlderForm() {
        String functions = "\"functions\":[{\"name\":\"f\",\"x\":{\"name\":\"no\"}},{\"name\":\"g\"}]";
        assertThat(with(functions).toolChoice()).isNull();
        assertThat(with(functions).tools())
                .containsExactly(new Tool.Function("f", null, null, null), new Tool.Function("g", null, null, null));
        assertThat(with(functions + ",\"function_call\":\"none\"").toolChoice()).isEqualTo(ToolChoice.NONE);
        assertThat(with(functions + ",\"function_call\":\"auto\"").toolChoice()).isEqualTo(ToolChoice.AUTO);
        assertThat(with(functions + ",\"function_call\":{\"x\":{\"name\":\"no\"},\"name\":\"g\"}")
                        .toolChoice())
                .isEqualTo(ToolChoice.named("g"));
        assertThat(warnings.header()).isEqualTo("openai; field=functions[0].x; action=ignored");
    }

    @Test
    void readsChoicesAmongOtherMembers() {
        assertThat(with(A_TOOL
                                + "\"tool_choice\":{\"x\":{\"function\":1},\"type\":\"function\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":[]},"
                                + "\"function\":{\"x\":{\"name\":\"a\"},\"name\":\"f\"}}")
                        .toolChoice())
                .isEqualTo(ToolChoice.named("f"));
        assertThat(with(A_TOOL
                                + "\"tool_choice\":{\"function\":{\"name\":\"f\"},\"type\":\"allowed_tools\",\"allowed_tools\":{\"x\":{\"mode\":\"no\"},"
                                + "\"mode\":\"auto\",\"tools\":[{\"x\":{\"function\":{}},\"type\":\"function\",\"function\":{\"name\":\"b\"}}]}}")
                        .toolChoice())
                .isEqualTo(new ToolChoice(ToolChoice.Mode.AUTO, List.of("b")));
    }

    @Test
    void readsToolsAndFormatsAmongOtherMembers() {
        ChatRequest request = with(
                "\"tools\":[{\"x\":{\"type\":\"custom\"},\"type\":\"function\",\"function\":{\"x\":{\"name\":\"no\"},"
                        + "\"description\":null,\"parameters\":null,\"strict\":false,\"name\":\"f\"}}],"
                        + "\"response_format\":{\"x\":{\"json_schema\":1},\"type\":\"json_schema\",\"json_schema\":{\"x\":{\"name\":\"no\"},"
                        + "\"description\":\"d\",\"schema\":null,\"strict\":false,\"name\":\"s\"}}");
        assertThat(request.tools()).containsExactly(new Tool.Function("f", null, null, false));
        assertThat(request.responseFormat()).isEqualTo(new ResponseFormat.JsonSchema("s", "d", null, false));
        assertThat(with("\"response_format\":{\"type\":\"json_object\",\"json_schema\":null}")
                        .responseFormat())
                .isEqualTo(new ResponseFormat.JsonObject());
        assertThat(with("\"response_format\":{\"json_schema\":{\"name\":\"s\"},\"type\":\"text\"}")
                        .responseFormat())
                .isEqualTo(new ResponseFormat.Text());
    }

    @Test
    void keepsWhatIsNotSaidUnsaid() {
        ChatRequest request = with("\"stop\":[],\"x\":null");
        assertThat(request.stop()).isEmpty();
        assertThat(request.sampling()).isEqualTo(new Sampling(null, null, null, null, null, null, null, null, null));
        assertThat(request.parallelToolCalls()).isNull();
        assertThat(request.reasoning()).isEqualTo(Reasoning.UNSPECIFIED);
        assertThat(request.maxOutputTokens()).isNull();
        assertThat(request.candidateCount()).isEqualTo(1);
        assertThat(request.user()).isNull();
        assertThat(request.extensions()).isEmpty();
        assertThat(with("\"user\":\"u\"").user()).isEqualTo("u");
        assertThat(with("\"logprobs\":false,\"parallel_tool_calls\":true").parallelToolCalls())
                .isTrue();
        assertThat(with("\"logprobs\":false").sampling().logprobs()).isFalse();
        with("\"max_tokens\":5,\"max_completion_tokens\":5");
        assertThat(warnings.header()).isNull();
    }

    @Test
    void answersTheLastCallOfTheOlderForm() {
        List<Message> messages = messages("""
                {"role":"function","name":"e","content":"0"},
                {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
                {"role":"assistant","content":"t","function_call":{"x":{"name":"no"},"name":"g","arguments":"[]"}},
                {"role":"function","name":"g","content":"1"}
                """);
        assertThat(messages)
                .containsExactly(
                        new Message(
                                Role.TOOL,
                                List.of(new Part.ToolResult("call_function_1", "e", List.of(new Part.Text("0")), null)),
                                null),
                        new Message(Role.ASSISTANT, List.of(new Part.ToolCall("call_function_1", "f", "{}")), null),
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.Text("t"), new Part.ToolCall("call_function_2", "g", "[]")),
                                null),
                        new Message(
                                Role.TOOL,
                                List.of(new Part.ToolResult("call_function_2", "g", List.of(new Part.Text("1")), null)),
                                null));
    }

    @Test
    void readsCallsAmongOtherMembers() {
        List<Message> messages = messages("""
                {"x":{"content":"no"},"annotations":[{"content":"no"}],"role":"assistant","reasoning_content":"","refusal":"","content":null,
                 "tool_calls":[{"index":0,"type":"function","x":{"id":"no"},"id":"a","function":{"x":{"name":"no"},"name":"f","arguments":"1"}},
                  {"id":"b","function":{"name":"g","arguments":"2"}}]},
                {"role":"tool","tool_call_id":"b","content":"r"},
                {"role":"tool","tool_call_id":"z","content":"r"}
                """);
        assertThat(messages)
                .containsExactly(
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.ToolCall("a", "f", "1"), new Part.ToolCall("b", "g", "2")),
                                null),
                        new Message(
                                Role.TOOL,
                                List.of(new Part.ToolResult("b", "g", List.of(new Part.Text("r")), null)),
                                null),
                        new Message(
                                Role.TOOL,
                                List.of(new Part.ToolResult("z", null, List.of(new Part.Text("r")), null)),
                                null));
    }

    @Test
    void warnsOfEveryEntryByItsPlace() {
        read("""
                {"model":"m","messages":[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[
                   {"id":"a","function":{"name":"f","arguments":"","x":1}},{"id":"b","x":1,"function":{"name":"f","arguments":""}}]},
                  {"role":"user","content":[{"type":"input_audio","input_audio":{"x":{"data":"no"},"data":"AAAA","format":"wav"}},
                   {"type":"file","file":{"x":{"file_data":"?"},"file_data":"AAAA"}}]}],
                 "tools":[{"type":"function","function":{"name":"f"}},{"type":"function","x":1,"function":{"name":"g"}}],
                 "functions":[{"name":"h"},{"name":"i","x":1}]}
                """);
        assertThat(Objects.requireNonNull(warnings.header()).split(", "))
                .containsExactlyInAnyOrder(Stream.of(
                                "messages[1].tool_calls[0].function.x",
                                "messages[1].tool_calls[1].x",
                                "messages[2].content[0].input_audio.x",
                                "messages[2].content[1].file.x",
                                "tools[1].x",
                                "functions[1].x")
                        .map(field -> "openai; field=" + field + "; action=ignored")
                        .toArray(String[]::new));
    }

    @Test
    void refusesTheAllowedToolThatIsCustom() {
        Failure failure = refused("{\"model\":\"m\",\"tools\":[{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}},"
                + "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                + "\"tool_choice\":{\"type\":\"allowed_tools\",\"allowed_tools\":{\"mode\":\"auto\",\"tools\":["
                + "{\"type\":\"function\",\"function\":{\"name\":\"f\"}},{\"type\":\"custom\",\"custom\":{\"name\":\"c\"}}]}},"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(failure.param()).isEqualTo("tool_choice.allowed_tools.tools[1].type");
    }
}
