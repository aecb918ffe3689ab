package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
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
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatRequestWriterTest {
    private static final WriterOptions VENDOR =
            new WriterOptions("max_tokens", true, true, "reasoning_content", "partial");
    private static final Message HI = Message.text(Role.USER, "Hi \"you\"\n");
    private static final String HI_JSON = "{\"role\":\"user\",\"content\":\"Hi \\\"you\\\"\\n\"}";

    private final Warnings warnings = new Warnings();

    private static ChatRequest.Builder request(Message... messages) {
        return ChatRequest.builder("m").messages(List.of(messages));
    }

    private static ChatRequest.Builder said(Part... parts) {
        return request(new Message(Role.USER, List.of(parts), null));
    }

    private void writes(ChatRequest.Builder request, WriterOptions options, String rest) {
        ByteBuilder out = new ByteBuilder(64);
        assertThat(new ChatRequestWriter(options).write(request.build(), out, warnings))
                .isNull();
        JsonAssert.assertSame(Json.parse("{\"model\":\"m\"," + rest + "}"), Json.parse(out.toBytes()));
    }

    private Failure refuses(ChatRequest.Builder request) {
        Failure failure =
                new ChatRequestWriter(WriterOptions.STANDARD).write(request.build(), new ByteBuilder(64), warnings);
        assertThat(failure).isNotNull();
        return failure == null ? new Failure.Internal() : failure;
    }

    private static Part.Media media(MediaType type, String mimeType) {
        return new Part.Media(type, mimeType, "AAAA", null, null, null);
    }

    @Test
    void writesWhatACallSaysAndNothingElse() {
        writes(request(HI), WriterOptions.STANDARD, "\"messages\":[" + HI_JSON + "]");
    }

    @Test
    void writesEveryField() {
        ChatRequest.Builder all = request(HI)
                .sampling(new Sampling(0.0, 0.5, null, -7L, 1.0, -0.25, true, 3, RawJson.of("{\"5\":-100}")))
                .maxOutputTokens(64L)
                .stop(List.of("a", "b"))
                .candidateCount(2)
                .responseFormat(new ResponseFormat.JsonObject())
                .reasoning(new Reasoning(null, null, Reasoning.Effort.HIGH, null))
                .stream(true)
                .user("somebody")
                .extensions(List.of(new Extension("openai", "enable_x", RawJson.of("[1]"))));
        writes(
                all,
                WriterOptions.STANDARD,
                "\"messages\":[" + HI_JSON + "],\"temperature\":0,\"top_p\":0.5,\"seed\":-7,\"presence_penalty\":1,"
                        + "\"frequency_penalty\":-0.25,\"logprobs\":true,\"top_logprobs\":3,\"logit_bias\":{\"5\":-100},"
                        + "\"max_completion_tokens\":64,\"stop\":[\"a\",\"b\"],\"n\":2,"
                        + "\"response_format\":{\"type\":\"json_object\"},\"reasoning_effort\":\"high\",\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true},\"enable_x\":[1]");
        assertThat(warnings.header()).isNull();
    }

    @Test
    void warnsOfWhatItCannotSay() {
        writes(
                request(HI)
                        .sampling(new Sampling(null, null, 5, null, null, null, null, null, null))
                        .extensions(List.of(new Extension("other", "f", RawJson.of("1")))),
                WriterOptions.STANDARD,
                "\"messages\":[" + HI_JSON + "]");
        assertThat(warnings.header()).isEqualTo("openai; field=top_k; action=ignored, other; field=f; action=ignored");
    }

    @Test
    void putsToolResultsFirstAndTheRestOfTheTurnBehindThem() {
        Message results = new Message(
                Role.TOOL,
                List.of(
                        new Part.Text("Be short."),
                        new Part.ToolResult("b", "f", List.of(), RawJson.of("{\"t\":25}")),
                        new Part.ToolResult("a", null, List.of(new Part.Text("x"), new Part.Text("y")), null)),
                null);
        Message calls = new Message(
                Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{\"x\":"), new Part.Thinking("hm", null)), null);
        writes(
                request(calls, results),
                WriterOptions.STANDARD,
                "\"messages\":[{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"x\\\":\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"{\\\"t\\\":25}\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"x\\ny\"},"
                        + "{\"role\":\"user\",\"content\":\"Be short.\"}]");
    }

    @Test
    void writesSeveralTextsAsPartsOrAsOne() {
        ChatRequest.Builder two = said(new Part.Text("a"), new Part.Text("b"));
        writes(
                two,
                WriterOptions.STANDARD,
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"text\",\"text\":\"b\"}]}]");
        writes(two, VENDOR, "\"messages\":[{\"role\":\"user\",\"content\":\"a\\nb\"}]");
        Message answer = new Message(Role.ASSISTANT, List.of(new Part.Text("a"), new Part.Refusal("b")), "bot");
        writes(
                request(answer),
                WriterOptions.STANDARD,
                "\"messages\":[{\"role\":\"assistant\",\"name\":\"bot\",\"content\":\"ab\"}]");
        writes(
                request(new Message(Role.ASSISTANT, List.of(), null)),
                WriterOptions.STANDARD,
                "\"messages\":[{\"role\":\"assistant\",\"content\":\"\"}]");
    }

    @Test
    void asksForTheLastTurnToBeContinuedWhereTheUpstreamCan() {
        Message begun = Message.text(Role.ASSISTANT, "a");
        writes(
                request(begun, HI, begun),
                VENDOR,
                "\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"}," + HI_JSON
                        + ",{\"role\":\"assistant\",\"content\":\"a\",\"partial\":true}]");
    }

    @Test
    void writesMedia() {
        writes(
                said(
                        new Part.Text("a"),
                        new Part.Media(MediaType.IMAGE, null, null, "https://i/x.png", null, "low"),
                        media(MediaType.AUDIO, "audio/mpeg"),
                        media(MediaType.FILE, "application/pdf")),
                WriterOptions.STANDARD,
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},"
                        + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://i/x.png\",\"detail\":\"low\"}},"
                        + "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"mp3\"}},"
                        + "{\"type\":\"file\",\"file\":{\"filename\":\"document\","
                        + "\"file_data\":\"data:application/pdf;base64,AAAA\"}}]}]");
        writes(
                said(media(MediaType.AUDIO, "audio/wav"), media(MediaType.VIDEO, "video/mp4")),
                VENDOR,
                "\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\",\"input_audio\":"
                        + "{\"data\":\"data:audio/wav;base64,AAAA\",\"format\":\"wav\"}},"
                        + "{\"type\":\"video_url\",\"video_url\":{\"url\":\"data:video/mp4;base64,AAAA\"}}]}]");
    }

    @Test
    void refusesMediaItCannotExpressByName() {
        Part text = new Part.Text("a");
        assertThat(refuses(said(text, media(MediaType.VIDEO, "video/mp4"))).param())
                .isEqualTo("messages[0].content[1]");
        assertThat(refuses(said(media(MediaType.AUDIO, "audio/flac"))).param()).isEqualTo("messages[0].content[0]");
        assertThat(refuses(said(new Part.Media(MediaType.FILE, null, null, "https://x", null, null)))
                        .param())
                .isEqualTo("messages[0].content[0]");
        assertThat(refuses(request(HI, new Message(Role.ASSISTANT, List.of(media(MediaType.IMAGE, "image/png")), null)))
                        .param())
                .isEqualTo("messages[1].content");
        Part result = new Part.ToolResult("a", null, List.of(media(MediaType.IMAGE, "image/png")), null);
        assertThat(refuses(request(new Message(Role.TOOL, List.of(result), null)))
                        .param())
                .isEqualTo("messages[0].content");
        assertThat(refuses(request(HI).tools(List.of(new Tool.WebSearch()))).param())
                .isEqualTo("tools");
    }

    @Test
    void offersTheToolsThatMayBeCalled() {
        Tool f = new Tool.Function("f", "d", RawJson.of("{\"type\":\"object\"}"), true);
        Tool g = new Tool.Function("g", null, null, null);
        String fJson = "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"d\","
                + "\"parameters\":{\"type\":\"object\"},\"strict\":true}}";
        String gJson = "{\"type\":\"function\",\"function\":{\"name\":\"g\"}}";
        String messages = "\"messages\":[" + HI_JSON + "],";
        ChatRequest.Builder tools = request(HI).tools(List.of(f, g)).parallelToolCalls(true);
        String both = messages + "\"tools\":[" + fJson + "," + gJson + "],\"parallel_tool_calls\":true";
        writes(tools, VENDOR, both);
        writes(tools.toolChoice(ToolChoice.AUTO), VENDOR, both);
        writes(tools.toolChoice(ToolChoice.NONE), VENDOR, both + ",\"tool_choice\":\"none\"");
        writes(tools.toolChoice(ToolChoice.REQUIRED), VENDOR, both + ",\"tool_choice\":\"required\"");
        writes(
                tools.toolChoice(ToolChoice.named("g")),
                VENDOR,
                both + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"g\"}}");
        writes(
                tools.toolChoice(new ToolChoice(ToolChoice.Mode.AUTO, List.of("g"))),
                VENDOR,
                messages + "\"tools\":[" + gJson + "],\"parallel_tool_calls\":true");
        writes(
                request(HI).toolChoice(ToolChoice.NONE).parallelToolCalls(true),
                VENDOR,
                "\"messages\":[" + HI_JSON + "]");
    }

    @Test
    void writesSchemas() {
        String head = "\"messages\":[" + HI_JSON + "],\"response_format\":{\"type\":\"json_schema\",\"json_schema\":";
        writes(
                request(HI).responseFormat(new ResponseFormat.JsonSchema("r", "d", RawJson.of("{}"), true)),
                VENDOR,
                head + "{\"name\":\"r\",\"description\":\"d\",\"strict\":true,\"schema\":{}}}");
        writes(
                request(HI).responseFormat(new ResponseFormat.JsonSchema("r", null, null, null)),
                VENDOR,
                head + "{\"name\":\"r\"}}");
    }

    @Test
    void saysHowHardToThink() {
        String messages = "\"messages\":[" + HI_JSON + "],\"reasoning_effort\":";
        writes(request(HI).reasoning(new Reasoning(false, null, null, null)), VENDOR, messages + "\"none\"");
        writes(request(HI).reasoning(new Reasoning(true, 1024, null, null)), VENDOR, messages + "\"low\"");
        writes(request(HI).reasoning(new Reasoning(true, 9000, null, null)), VENDOR, messages + "\"high\"");
        assertThat(warnings.header()).isEqualTo("openai; field=reasoning_effort; action=mapped");
        writes(request(HI).reasoning(new Reasoning(true, null, null, true)), VENDOR, "\"messages\":[" + HI_JSON + "]");
    }

    private static String content(String parts) {
        return "\"messages\":[{\"role\":\"user\",\"content\":[" + parts + "]}]";
    }

    @ParameterizedTest
    @CsvSource({
        "audio/wav, wav",
        "audio/x-wav, wav",
        "audio/wave, wav",
        "AUDIO/WAV, wav",
        "audio/mp3, mp3",
        "audio/mpeg, mp3"
    })
    void knowsSoundByItsTypes(String mimeType, String format) {
        writes(
                said(media(MediaType.AUDIO, mimeType)),
                WriterOptions.STANDARD,
                content("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"" + format
                        + "\"}}"));
    }

    @Test
    void writesMediaByAddressWhereTheUpstreamFetchesThem() {
        String uri = "https://x/y";
        writes(
                said(
                        new Part.Media(MediaType.AUDIO, "audio/flac", null, uri, null, null),
                        new Part.Media(MediaType.AUDIO, "audio/wav", null, uri, null, null),
                        new Part.Media(MediaType.VIDEO, null, null, uri, null, null)),
                VENDOR,
                content("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"https://x/y\"}},"
                        + "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"https://x/y\",\"format\":\"wav\"}},"
                        + "{\"type\":\"video_url\",\"video_url\":{\"url\":\"https://x/y\"}}"));
        assertThat(refuses(said(new Part.Media(MediaType.AUDIO, "audio/wav", null, uri, null, null)))
                        .message())
                .isEqualTo("Sound must be inline.");
        writes(
                said(new Part.Media(MediaType.FILE, "application/pdf", "AAAA", null, "a.pdf", null)),
                WriterOptions.STANDARD,
                content("{\"type\":\"file\",\"file\":{\"filename\":\"a.pdf\","
                        + "\"file_data\":\"data:application/pdf;base64,AAAA\"}}"));
    }

    @Test
    void refusesBytesOfNoKnownType() {
        for (MediaType type : MediaType.values()) {
            Failure failure = refuses(said(new Part.Text("a"), new Part.Media(type, null, "AAAA", null, null, null)));
            assertThat(failure.param()).as(type.name()).isEqualTo("messages[0].content[1]");
        }
        Failure failure = new ChatRequestWriter(VENDOR)
                .write(
                        said(new Part.Media(MediaType.VIDEO, null, "AAAA", null, null, null))
                                .build(),
                        new ByteBuilder(64),
                        warnings);
        assertThat(failure).isNotNull();
    }

    @Test
    void writesThinkingBackWhereTheUpstreamWantsIt() {
        Message thought =
                new Message(Role.ASSISTANT, List.of(new Part.Thinking("h", null), new Part.Thinking("m", null)), null);
        String answer = "\"messages\":[{\"role\":\"assistant\",\"content\":\"\"%s}," + HI_JSON + "]";
        writes(request(thought, HI), VENDOR, answer.formatted(",\"reasoning_content\":\"hm\""));
        writes(request(thought, HI), WriterOptions.STANDARD, answer.formatted(""));
        writes(request(new Message(Role.ASSISTANT, List.of(), null), HI), VENDOR, answer.formatted(""));
    }

    @Test
    void continuesNoTurnThatCallsAndNoneOfOthers() {
        Message calls = new Message(Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{}")), null);
        writes(
                request(Message.text(Role.SYSTEM, "s"), calls),
                VENDOR,
                "\"messages\":[{\"role\":\"system\",\"content\":\"s\"},{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":"
                        + "[{\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}]");
        writes(request(HI), VENDOR, "\"messages\":[" + HI_JSON + "]");
        writes(
                request(Message.text(Role.ASSISTANT, "a")),
                WriterOptions.STANDARD,
                "\"messages\":[{\"role\":\"assistant\",\"content\":\"a\"}]");
    }

    @ParameterizedTest
    @CsvSource({"NONE, none", "MINIMAL, minimal", "LOW, low", "MEDIUM, medium", "HIGH, high", "MAX, xhigh"})
    void spellsEveryEffort(Reasoning.Effort effort, String word) {
        writes(
                request(HI).reasoning(new Reasoning(null, 5, effort, null)),
                WriterOptions.STANDARD,
                "\"messages\":[" + HI_JSON + "],\"reasoning_effort\":\"" + word + "\"");
        assertThat(warnings.header()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, none", "1, low", "1024, low", "1025, medium", "8192, medium", "8193, high"})
    void takesABudgetForTheEffortItComesNearest(int budget, String word) {
        writes(
                request(HI).reasoning(new Reasoning(null, budget, null, null)),
                WriterOptions.STANDARD,
                "\"messages\":[" + HI_JSON + "],\"reasoning_effort\":\"" + word + "\"");
        assertThat(warnings.header()).isEqualTo("openai; field=reasoning_effort; action=mapped");
    }

    @Test
    void forcesOneOfSeveralAllowedTools() {
        Tool f = new Tool.Function("f", null, null, null);
        Tool g = new Tool.Function("g", null, null, null);
        Tool h = new Tool.Function("h", null, null, null);
        writes(
                request(HI)
                        .tools(List.of(f, g, h))
                        .toolChoice(new ToolChoice(ToolChoice.Mode.REQUIRED, List.of("f", "h"))),
                VENDOR,
                "\"messages\":[" + HI_JSON + "],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}},"
                        + "{\"type\":\"function\",\"function\":{\"name\":\"h\"}}],\"tool_choice\":\"required\"");
    }

    @Test
    void leavesABudgetToTheUpstreamThatTheClientLeavesToIt() {
        writes(
                request(HI).reasoning(new Reasoning(null, -1, null, null)),
                WriterOptions.STANDARD,
                "\"messages\":[" + HI_JSON + "]");
    }

    @Test
    void saysNothingOfTheFormOfSoundOfNoType() {
        writes(
                said(new Part.Media(MediaType.AUDIO, null, null, "https://x/y", null, null)),
                VENDOR,
                content("{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"https://x/y\"}}"));
    }
}
