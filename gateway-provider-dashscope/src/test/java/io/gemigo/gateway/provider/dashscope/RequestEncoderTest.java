package io.gemigo.gateway.provider.dashscope;

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
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.json.JsonAssert;
import io.gemigo.gateway.testkit.transcript.ExchangeTranscript;
import io.gemigo.gateway.testkit.transcript.HttpMessageText;
import io.gemigo.gateway.testkit.transcript.Transcripts;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestEncoderTest {
    private static final Message HI = Message.text(Role.USER, "hi");
    private static final String HI_JSON = "{\"role\":\"user\",\"content\":\"hi\"}";
    private static final RawJson WEATHER = RawJson.of(
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},"
                    + "\"unit\":{\"type\":[\"string\",\"null\"],\"enum\":[\"c\",\"f\",null]}},\"required\":[\"city\"]}");
    private static final Tool GET_WEATHER = new Tool.Function("get_weather", "Weather of a city", WEATHER, null);
    private static final Tool OTHER = new Tool.Function("other", null, null, null);

    private final Warnings warnings = new Warnings();

    private static ChatRequest.Builder request(Message... messages) {
        return ChatRequest.builder("m").messages(List.of(messages));
    }

    private static Message assistant(Part... parts) {
        return new Message(Role.ASSISTANT, List.of(parts), null);
    }

    private Json encode(ChatRequest.Builder request, ModelCard card) {
        ByteBuilder out = new ByteBuilder(64);
        Failure refusal = new DashScopeChat(EffortBudgets.DEFAULT)
                .encode(request.model(card.id()).build(), card, out, warnings);
        assertThat(refusal).isNull();
        return Json.parse(out.toBytes());
    }

    /** The members beside model and messages. */
    private void writes(ChatRequest.Builder request, ModelCard card, String rest) {
        String told = Models.told(card, rest);
        JsonAssert.assertSame(
                Json.parse("{\"model\":\"" + card.id() + "\",\"messages\":[" + HI_JSON + "]"
                        + (told.isEmpty() ? "" : "," + told) + "}"),
                encode(request, card));
    }

    private Failure refuses(ChatRequest.Builder request, ModelCard card) {
        return Objects.requireNonNull(new DashScopeChat(EffortBudgets.DEFAULT)
                .encode(request.model(card.id()).build(), card, new ByteBuilder(64), warnings));
    }

    private void warns(@Nullable String header) {
        assertThat(warnings.header()).isEqualTo(header);
    }

    private static Sampling sampling(
            @Nullable Double temperature, @Nullable Double topP, @Nullable Integer topK, @Nullable Long seed) {
        return new Sampling(temperature, topP, topK, seed, null, null, null, null, null);
    }

    private void likeTranscript(String name, ChatRequest.Builder request, ModelCard card) {
        ExchangeTranscript transcript = Transcripts.loadExchanges("genai").stream()
                .filter(t -> t.info().name().equals(name))
                .findFirst()
                .orElseThrow();
        HttpMessageText upstream = Objects.requireNonNull(transcript.upstreamRequest());
        String expected = upstream.bodyText().strip();
        String members = expected.substring(1, expected.length() - 1);
        JsonAssert.assertSame(Json.parse("{" + Models.told(card, members) + "}"), encode(request, card));
        warns(null);
    }

    @Test
    void writesWhatTheTranscriptsOfTranslationsSay() {
        likeTranscript("unary-text", request(Message.text(Role.USER, "Say hello.")), Models.MAX);
        likeTranscript("stream-sse", request(Message.text(Role.USER, "Say hello.")).stream(true), Models.MAX);
        likeTranscript(
                "system-content",
                request(
                        Message.text(Role.SYSTEM, "You are a cat.\n\nBe brief."),
                        Message.text(Role.USER, "Who are you?")),
                Models.MAX);
        likeTranscript(
                "snake-case",
                request(Message.text(Role.SYSTEM, "Answer in JSON."), Message.text(Role.USER, "List two colours."))
                        .sampling(sampling(0.0, null, null, null))
                        .maxOutputTokens(64L)
                        .stop(List.of("END"))
                        .responseFormat(new ResponseFormat.JsonSchema(
                                "response",
                                null,
                                RawJson.of(
                                        "{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":2,\"maxItems\":2}"),
                                null)),
                Models.MAX);
        likeTranscript("length", request(Message.text(Role.USER, "Count.")).maxOutputTokens(3L), Models.MAX);
        likeTranscript(
                "inline-image",
                request(new Message(
                        Role.USER,
                        List.of(
                                new Part.Text("What is this?"),
                                new Part.Media(
                                        MediaType.IMAGE,
                                        "image/png",
                                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
                                        null,
                                        null,
                                        null)),
                        null)),
                Models.VL);
    }

    @Test
    void writesTheToolsOfTheTranscripts() {
        Message question = Message.text(Role.USER, "Weather in Paris and Rome?");
        ChatRequest.Builder asked = request(question).tools(List.of(GET_WEATHER));
        likeTranscript("tool-call", asked, Models.MAX);
        ChatRequest.Builder answered = request(
                        question,
                        assistant(
                                new Part.ToolCall("call_a", "get_weather", "{\"city\":\"Paris\"}"),
                                new Part.ToolCall("call_b", "get_weather", "{\"city\":\"Rome\"}")),
                        new Message(
                                Role.TOOL,
                                List.of(
                                        new Part.ToolResult(
                                                "call_b", "get_weather", List.of(), RawJson.of("{\"t\":25}")),
                                        new Part.ToolResult(
                                                "call_a", "get_weather", List.of(), RawJson.of("{\"t\":18}"))),
                                null),
                        Message.text(Role.USER, "Be short."))
                .tools(List.of(GET_WEATHER));
        likeTranscript("tool-result-with-ids", answered, Models.MAX);
        Tool strict = new Tool.Function(
                "get_weather",
                "w",
                RawJson.of(
                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"],"
                                + "\"additionalProperties\":false}"),
                null);
        likeTranscript(
                "tool-stream",
                request(Message.text(Role.USER, "Weather in Paris?"))
                        .tools(List.of(strict))
                        .toolChoice(ToolChoice.named("get_weather"))
                        .stream(true),
                Models.MAX);
    }

    @Test
    void writesTheThinkingOfTheTranscripts() {
        ChatRequest.Builder thinks =
                request(Message.text(Role.USER, "2+2?")).reasoning(new Reasoning(true, 1024, null, true)).stream(true);
        likeTranscript("thoughts-unary", thinks, Models.MAX);
        likeTranscript("thoughts-stream", thinks, Models.MAX);
    }

    @Test
    void keepsSamplingInRange() {
        writes(
                request(HI).sampling(new Sampling(2.0, 0.0, 7, -1L, 1.5, 0.5, null, null, RawJson.of("{}"))),
                Models.MAX,
                "\"temperature\":1.99,\"top_p\":0.01,\"presence_penalty\":1.5,\"seed\":2147483647,\"top_k\":7");
        warns("openai; field=temperature; action=capped, openai; field=top_p; action=capped, "
                + "openai; field=frequency_penalty; action=ignored, openai; field=logit_bias; action=ignored, "
                + "openai; field=seed; action=mapped");
    }

    @Test
    void leavesSamplingInRangeAlone() {
        writes(
                request(HI).sampling(sampling(1.9, 0.01, null, 2147483647L)),
                Models.MAX,
                "\"temperature\":1.9,\"top_p\":0.01,\"seed\":2147483647");
        warns(null);
    }

    @Test
    void asksForLogprobsWhereTheyAreToBeHad() {
        ChatRequest.Builder asked =
                request(HI).sampling(new Sampling(null, null, null, null, null, null, true, 20, null));
        writes(asked, Models.MAX, "");
        warns("openai; field=logprobs; action=ignored");
        writes(asked, Models.VL, "\"logprobs\":true,\"top_logprobs\":5");
    }

    @Test
    void saysThatAlternativesWithoutLogprobsAreNotToBeHad() {
        writes(request(HI).sampling(new Sampling(null, null, null, null, null, null, null, 3, null)), Models.VL, "");
        warns("openai; field=top_logprobs; action=ignored");
    }

    @Test
    void givesEarlierThinkingBack() {
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[" + HI_JSON
                        + ",{\"role\":\"assistant\",\"content\":\"a\",\"reasoning_content\":\"hm\"}," + HI_JSON + "]}"),
                encode(request(HI, assistant(new Part.Thinking("hm", "sig"), new Part.Text("a")), HI), Models.MAX));
    }

    @Test
    void givesSeveralChoicesOnlyWhereTheModelDoes() {
        writes(request(HI).candidateCount(2), Models.PLUS, "\"n\":2");
        assertThat(refuses(request(HI).candidateCount(2), Models.MAX).param()).isEqualTo("n");
        assertThat(refuses(request(HI).candidateCount(5), Models.PLUS).param()).isEqualTo("n");
        assertThat(refuses(request(HI).candidateCount(2).tools(List.of(OTHER)), Models.PLUS)
                        .param())
                .isEqualTo("n");
    }

    @Test
    void refusesWhatTheModelCannotReadOrDo() {
        Message image = new Message(
                Role.USER,
                List.of(new Part.Text("a"), new Part.Media(MediaType.IMAGE, "image/png", "AA==", null, null, null)),
                null);
        Failure unread = refuses(request(HI, image), Models.MAX);
        assertThat(unread.param()).isEqualTo("messages[1].content[1]");
        assertThat(unread.message()).isEqualTo("model qwen3-max does not accept image/png input.");
        assertThat(refuses(request(HI).tools(List.of(OTHER)), Models.card("qvq-max"))
                        .param())
                .isEqualTo("tools");
        assertThat(refuses(request(HI), Models.card("text-embedding-v4")).param())
                .isEqualTo("model");
    }

    @Test
    void searchesOnlyWhereThatIsSwitchedOn() {
        ChatRequest.Builder search = request(HI).tools(List.of(new Tool.WebSearch()));
        assertThat(refuses(search, Models.MAX).message()).isEqualTo("Web search is not supported by this gateway.");
        ModelCard searching = Objects.requireNonNull(Models.SEARCHING.find("qwen3-max"));
        writes(search, searching, "\"enable_search\":true");
    }

    private static final String OTHER_JSON = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"other\","
            + "\"parameters\":{\"type\":\"object\",\"properties\":{}}}}],\"parallel_tool_calls\":true";

    @Test
    void forcesCallsAsFarAsTheModelLetsItself() {
        ChatRequest.Builder one = request(HI).tools(List.of(OTHER)).toolChoice(ToolChoice.REQUIRED);
        writes(
                one,
                Models.PLUS,
                OTHER_JSON + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"other\"}}");
        ChatRequest.Builder two = request(HI).tools(List.of(OTHER, GET_WEATHER)).toolChoice(ToolChoice.REQUIRED);
        JsonAssert.assertIncludes(Json.parse("{\"tool_choice\":\"required\"}"), encode(two, Models.MAX));
        warns(null);
        Json asked = encode(two, Models.PLUS);
        assertThat(asked.has("tool_choice")).isFalse();
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.CALL_A_TOOL + "\"},"
                        + HI_JSON + "]}"),
                asked);
        warns("openai; field=tool_choice; action=mapped");
    }

    @Test
    void letsAWishForThinkingBeatAForcedCallAndNothingElse() {
        ChatRequest.Builder forced =
                request(HI).tools(List.of(OTHER)).toolChoice(ToolChoice.named("other")).stream(true);
        Json silent = encode(forced, Models.PLUS_35);
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":false}"), silent);
        assertThat(silent.has("tool_choice")).isTrue();
        warns(null);
        Json wished = encode(forced.reasoning(new Reasoning(true, null, null, null)), Models.PLUS_35);
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":true}"), wished);
        assertThat(wished.has("tool_choice")).isFalse();
        warns("openai; field=tool_choice; action=mapped");
    }

    @Test
    void letsTheFormOfTheAnswerBeatThinking() {
        ChatRequest.Builder json = request(Message.text(Role.USER, "hi"))
                .responseFormat(new ResponseFormat.JsonSchema("r", null, null, null));
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":false}"), encode(json, Models.PLUS_35));
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":false}"), encode(json, Models.MAX));
        warns(null);
        ChatRequest.Builder wished = json.reasoning(new Reasoning(true, 100, null, null)).stream(true);
        Json body = encode(wished, Models.MAX);
        JsonAssert.assertIncludes(Json.parse("{\"enable_thinking\":false}"), body);
        assertThat(body.has("thinking_budget")).isFalse();
        warns("openai; field=reasoning_effort; action=ignored");
    }

    @Test
    void saysOfThinkingWhatTheModelUnderstands() {
        Reasoning off = new Reasoning(false, null, null, null);
        Reasoning low = new Reasoning(null, null, Reasoning.Effort.LOW, null);
        Reasoning shown = new Reasoning(null, null, null, true);
        writes(request(HI).reasoning(off), Models.MAX, "\"enable_thinking\":false");
        writes(request(HI).reasoning(off), Models.CODER, "");
        writes(request(HI).reasoning(low), Models.PLUS_35, "\"enable_thinking\":true,\"thinking_budget\":1024");
        writes(request(HI).reasoning(shown), Models.PLUS_35, "\"enable_thinking\":true");
        warns(null);
        writes(request(HI).reasoning(low), Models.CODER, "");
        warns("openai; field=reasoning_effort; action=ignored");
        String stream = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        writes(request(HI).reasoning(low).stream(true), Models.QWQ, "\"thinking_budget\":1024," + stream);
        writes(request(HI).reasoning(off).stream(true), Models.QWQ, stream);
    }

    @Test
    void doesNotThinkInOnePieceWhereTheModelCannot() {
        writes(request(HI).reasoning(new Reasoning(true, null, null, null)), Models.MAX, "\"enable_thinking\":false");
        warns("openai; field=reasoning_effort; action=ignored");
    }

    @Test
    void mentionsJsonSinceTheUpstreamInsists() {
        ChatRequest.Builder json = request(HI).responseFormat(new ResponseFormat.JsonObject());
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.JSON + "\"}," + HI_JSON
                        + "],\"response_format\":{\"type\":\"json_object\"}}"),
                encode(json, Models.MAX));
        ChatRequest.Builder said =
                request(Message.text(Role.USER, "as Json")).responseFormat(new ResponseFormat.JsonObject());
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"user\",\"content\":\"as Json\"}]}"), encode(said, Models.MAX));
        warns(null);
    }

    @Test
    void mentionsJsonBesideOtherInstructions() {
        ChatRequest.Builder forced = request(HI)
                .tools(List.of(GET_WEATHER, OTHER))
                .toolChoice(ToolChoice.REQUIRED)
                .responseFormat(new ResponseFormat.JsonObject());
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"" + Instructions.CALL_A_TOOL + "\\n\\n"
                        + Instructions.JSON + "\"}," + HI_JSON + "]}"),
                encode(forced, Models.PLUS));
    }

    @Test
    void putsASchemaIntoWordsForModelsThatTakeNone() {
        ChatRequest.Builder schema = request(Message.text(Role.SYSTEM, "s"), HI)
                .responseFormat(new ResponseFormat.JsonSchema("r", null, RawJson.of("{\"type\":\"array\"}"), true));
        Json body = encode(schema, Models.PLUS);
        JsonAssert.assertIncludes(
                Json.parse(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"s\\n\\nAnswer with JSON that fits this JSON "
                                + "Schema, and with nothing else: {\\\"type\\\":\\\"array\\\"}\"}," + HI_JSON
                                + "],\"response_format\":{\"type\":\"json_object\"}}"),
                body);
        warns("openai; field=response_format; action=mapped");
    }

    @Test
    void putsOneSystemMessageFirst() {
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"a\\n\\nb\"}," + HI_JSON + "]}"),
                encode(request(Message.text(Role.SYSTEM, "a"), HI, Message.text(Role.SYSTEM, "b")), Models.MAX));
    }

    @Test
    void warnsOfNamesThatAJoinedSystemMessageLoses() {
        Message named = new Message(Role.SYSTEM, Message.text(Role.SYSTEM, "b").parts(), "n");
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"b\",\"name\":\"n\"}," + HI_JSON + "]}"),
                encode(request(named, HI), Models.MAX));
        warns(null);
        encode(request(Message.text(Role.SYSTEM, "a"), HI, named), Models.MAX);
        warns("openai; field=messages[2].name; action=ignored");
    }

    @Test
    void searchesIfItMayAndWarnsOfWhatElseIsForTheDialect() {
        ChatRequest.Builder asked = request(HI)
                .extensions(List.of(
                        new Extension("openai", "web_search_options", RawJson.of("{}")),
                        new Extension("openai", "audio", RawJson.of("{}"))));
        writes(asked, Models.MAX, "");
        warns("openai; field=audio; action=ignored, openai; field=web_search_options; action=ignored");
        ModelCard searching = Models.SEARCHING.cards().get(0);
        assertThat(encode(asked, searching).at("enable_search").asBoolean()).isTrue();
        assertThat(warnings.header()).endsWith("openai; field=web_search_options; action=mapped");
    }

    @Test
    void continuesATurnOfTheAssistant() {
        ChatRequest.Builder begun = request(HI, Message.text(Role.ASSISTANT, "The sea"));
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[" + HI_JSON
                        + ",{\"role\":\"assistant\",\"content\":\"The sea\",\"partial\":true}]}"),
                encode(begun, Models.MAX));
        warns(null);
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[" + HI_JSON + ",{\"role\":\"assistant\",\"content\":\"The sea\"}]}"),
                encode(begun, Models.VL));
        warns("openai; field=messages[1].partial; action=ignored");
    }

    @Test
    void forwardsVendorFieldsAndWarnsOfForeignOnes() {
        writes(
                request(HI)
                        .extensions(List.of(
                                new Extension("openai", "repetition_penalty", RawJson.of("1.1")),
                                new Extension("openai", "enable_thinking", RawJson.of("false")),
                                new Extension("genai", "labels", RawJson.of("{}")))),
                Models.MAX,
                "\"repetition_penalty\":1.1,\"enable_thinking\":false");
        warns("genai; field=labels; action=ignored");
    }

    @Test
    void searchesBesideOtherFieldsOfTheUpstream() {
        ModelCard searching = Objects.requireNonNull(Models.SEARCHING.find("qwen-plus"));
        ChatRequest.Builder asked = request(HI)
                .tools(List.of(new Tool.WebSearch()))
                .candidateCount(2)
                .sampling(sampling(null, null, 5, null))
                .extensions(List.of(
                        new Extension("openai", "enable_search", RawJson.of("false")),
                        new Extension("openai", "top_k", RawJson.of("7"))));
        writes(asked, searching, "\"n\":2,\"enable_search\":true,\"top_k\":5");
        warns(null);
    }

    @Test
    void leavesTheLimitsOfRangesAlone() {
        writes(
                request(HI).sampling(new Sampling(1.99, 0.01, null, 0L, null, 0.0, true, 5, null)),
                Models.VL,
                "\"temperature\":1.99,\"top_p\":0.01,\"seed\":0,\"logprobs\":true,\"top_logprobs\":5");
        warns(null);
    }

    @Test
    void capsTheBudgetOfThinking() {
        ModelCard turbo = Models.card("qwen-turbo");
        String stream = "\"stream\":true,\"stream_options\":{\"include_usage\":true}";
        writes(
                request(HI).reasoning(new Reasoning(true, 38_913, null, null)).stream(true),
                turbo,
                "\"enable_thinking\":true,\"thinking_budget\":38912," + stream);
        warns("openai; field=reasoning_effort; action=capped");
    }

    @Test
    void namesTheFieldTheClientSpeaksOfThinkingBy() {
        List<Extension> other = List.of(new Extension("openai", "repetition_penalty", RawJson.of("1.1")));
        writes(
                request(HI)
                        .reasoning(new Reasoning(null, null, Reasoning.Effort.LOW, null))
                        .extensions(other),
                Models.CODER,
                "\"repetition_penalty\":1.1");
        warns("openai; field=reasoning_effort; action=ignored");
        writes(
                request(HI).extensions(List.of(new Extension("openai", "thinking_budget", RawJson.of("7")))),
                Models.CODER,
                "");
        assertThat(warnings.header()).endsWith(", openai; field=thinking_budget; action=ignored");
    }

    @Test
    void leavesASystemMessageInItsPlaceAsItIs() {
        Message system = new Message(Role.SYSTEM, List.of(new Part.Text("a"), new Part.Text("b")), null);
        JsonAssert.assertIncludes(
                Json.parse("{\"messages\":[{\"role\":\"system\",\"content\":\"a\\nb\"}," + HI_JSON + "]}"),
                encode(request(system, HI), Models.MAX));
    }

    @Test
    void refusesWhatCannotBeWritten() {
        ModelCard omni = Models.card("qwen3-omni-flash");
        Part flac = new Part.Media(MediaType.AUDIO, "audio/flac", "AA==", null, null, null);
        assertThat(refuses(request(new Message(Role.USER, List.of(flac), null)), omni)
                        .param())
                .isEqualTo("messages[0].content[0]");
        Part image = new Part.Media(MediaType.IMAGE, "image/png", "AA==", null, null, null);
        assertThat(refuses(
                                request(
                                        HI,
                                        new Message(Role.SYSTEM, List.of(image), null),
                                        Message.text(Role.SYSTEM, "s")),
                                Models.VL)
                        .param())
                .isEqualTo("messages[1].content");
    }
}
