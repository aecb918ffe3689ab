package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import com.google.genai.Chat;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.errors.ApiException;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.GenAiIOException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Model;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import com.google.genai.types.Type;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import io.gemigo.gateway.conformance.dashscope.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Google GenAI SDK for Java, retries off so that a test sees the first answer. */
class GenAiJavaClientIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @RegisterExtension
    static final ClientRow ROW = new ClientRow("google-genai (Java)");

    private static final String MODEL = "qwen3-max";
    private static final GenerateContentConfig NO_CONFIG =
            GenerateContentConfig.builder().build();
    private static final GenerateContentConfig WEATHER = GenerateContentConfig.builder()
            .tools(Tool.builder()
                    .functionDeclarations(FunctionDeclaration.builder()
                            .name("get_weather")
                            .description("Current weather for a city")
                            .parameters(Schema.builder()
                                    .type(Type.Known.OBJECT)
                                    .properties(Map.of(
                                            "city",
                                            Schema.builder()
                                                    .type(Type.Known.STRING)
                                                    .build()))
                                    .required("city")
                                    .build())
                            .build())
                    .build())
            .build();

    @Test
    @Fills(Feature.TEXT)
    void plainCallIsTheUpstreamAnswer() {
        Prompt prompt = prompt("");
        GenerateContentResponse response = client().models.generateContent(MODEL, prompt.text(), NO_CONFIG);

        assertThat(response.text()).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(response.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(response.modelVersion()).contains(MODEL);
        assertUsage(response, prompt);
    }

    @Test
    @Fills(Feature.EMBEDDINGS)
    void textsBecomeVectorsInTheirOrder() {
        EmbedContentResponse answer = client().models
                .embedContent(
                        "text-embedding-v4",
                        List.of("y", "yy", "yyy"),
                        EmbedContentConfig.builder().outputDimensionality(64).build());
        assertThat(answer.embeddings().orElseThrow())
                .extracting(vector -> vector.values().orElseThrow().get(0).intValue())
                .containsExactly(1, 2, 3);
        assertThat(answer.embeddings().orElseThrow().get(0).values().orElseThrow())
                .hasSize(64);
    }

    @Test
    @Fills(Feature.STREAM)
    void streamBringsSeveralChunksAndUsageAtTheEnd() {
        Prompt prompt = prompt("");
        List<GenerateContentResponse> chunks = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client().models.generateContentStream(MODEL, prompt.text(), NO_CONFIG)) {
            stream.forEach(chunks::add);
        }

        assertThat(text(chunks)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(chunks).hasSizeGreaterThan(5);
        GenerateContentResponse last = chunks.get(chunks.size() - 1);
        assertThat(last.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertUsage(last, prompt);
    }

    @Test
    void systemInstructionAndSamplingReachTheUpstream() {
        Prompt prompt = prompt("");
        GenerateContentConfig config = GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText("Answer briefly.")))
                .temperature(0.25f)
                .topK(40f)
                .maxOutputTokens(500)
                .stopSequences("END")
                .build();
        client().models.generateContent(MODEL, prompt.text(), config);

        assertThat(prompt.messages()).containsExactly("system: Answer briefly.", "user: " + prompt.text());
        var body = prompt.exchange().body();
        assertThat(body.path("temperature").asDouble()).isEqualTo(0.25);
        assertThat(body.path("top_k").asInt()).isEqualTo(40);
        assertThat(body.path("max_tokens").asInt()).isEqualTo(500);
        assertThat(body.path("stop").get(0).asText()).isEqualTo("END");
    }

    @Test
    void chatRemembersPlainAndStreamedTurns() {
        Prompt first = prompt("");
        Prompt second = prompt("[[say:Twice a day.]]");
        Prompt third = prompt("And spring tides?");
        Chat chat = client().chats.create(MODEL);
        chat.sendMessage(first.text());
        try (ResponseStream<GenerateContentResponse> stream = chat.sendMessageStream(second.text())) {
            stream.forEach(chunk -> assertThat(chunk.candidates()).isPresent());
        }
        chat.sendMessage(third.text());

        assertThat(third.messages())
                .containsExactly(
                        "user: " + first.text(),
                        "assistant: " + FakeDashScope.DEFAULT_TEXT,
                        "user: " + second.text(),
                        "assistant: Twice a day.",
                        "user: " + third.text());
    }

    @Test
    @Fills(Feature.TOOLS)
    void functionCallAndResponseMakeARoundTrip() {
        Prompt prompt = prompt("[[tool]]");
        Content question = Content.builder()
                .role("user")
                .parts(Part.fromText(prompt.text()))
                .build();
        GenerateContentResponse asked = client().models.generateContent(MODEL, question, WEATHER);
        FunctionCall call = asked.functionCalls().get(0);
        assertThat(call.name()).contains("get_weather");
        assertThat(call.args()).contains(Map.of("city", "Oslo"));

        Content turn = asked.candidates().orElseThrow().get(0).content().orElseThrow();
        Content answer = Content.builder()
                .role("user")
                .parts(Part.fromFunctionResponse("get_weather", Map.of("output", "mild")))
                .build();
        GenerateContentResponse told = client().models.generateContent(MODEL, List.of(question, turn, answer), WEATHER);
        assertThat(told.text()).startsWith("The tools answered: ").contains("mild");
    }

    @Test
    @Fills(Feature.TOOLS)
    void streamedFunctionCallArrivesWhole() {
        List<FunctionCall> calls = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client().models.generateContentStream(MODEL, prompt("[[tool]]").text(), WEATHER)) {
            stream.forEach(chunk ->
                    calls.addAll(Optional.ofNullable(chunk.functionCalls()).orElseGet(ImmutableList::of)));
        }

        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).args()).contains(Map.of("city", "Oslo"));
    }

    /** What the SDK calls by itself: a public static method, whose parameters have kept their names. */
    public static final class Weather {
        private Weather() {}

        public static String weatherOf(String city) {
            return "mild in " + city;
        }
    }

    @Test
    @Fills(Feature.TOOLS)
    void theSdkCallsMethodsByItself() throws NoSuchMethodException {
        Prompt prompt = prompt("[[tool]] [[rounds:2]]");
        Tool tool = Tool.builder()
                .functions(Weather.class.getMethod("weatherOf", String.class))
                .build();
        GenerateContentResponse told = client().models
                .generateContent(
                        MODEL,
                        prompt.text(),
                        GenerateContentConfig.builder().tools(tool).build());

        assertThat(told.text()).startsWith("The tools answered: ").contains("mild in Oslo");
        assertThat(prompt.exchanges()).hasSize(3);
    }

    @Test
    @Fills(Feature.STRUCTURED_OUTPUT)
    void answerFitsItsSchema() {
        Prompt prompt = prompt("");
        GenerateContentConfig config = GenerateContentConfig.builder()
                .responseMimeType("application/json")
                .responseSchema(Schema.builder()
                        .type(Type.Known.OBJECT)
                        .properties(Map.of(
                                "year",
                                Schema.builder().type(Type.Known.INTEGER).build()))
                        .required("year")
                        .build())
                .build();

        assertThat(client().models.generateContent(MODEL, prompt.text(), config).text())
                .isEqualTo("{\"year\":7}");
        assertThat(prompt.exchange().body().path("response_format").path("type").asText())
                .isEqualTo("json_schema");
    }

    @Test
    @Fills(Feature.IMAGE_IN)
    void pictureReachesAModelThatCanSee() {
        Prompt prompt = prompt("");
        Content content = Content.fromParts(Part.fromText(prompt.text()), Part.fromBytes(Samples.png(), "image/png"));

        assertThat(client().models
                        .generateContent("qwen3-vl-plus", content, NO_CONFIG)
                        .text())
                .isEqualTo(Samples.SEEN);
    }

    @Test
    @Fills(Feature.THINKING)
    void thoughtsComeAsThoughtsWhenAskedFor() {
        GenerateContentConfig config = GenerateContentConfig.builder()
                .thinkingConfig(ThinkingConfig.builder()
                        .includeThoughts(true)
                        .thinkingBudget(100)
                        .build())
                .build();
        GenerateContentResponse response =
                client().models.generateContent(MODEL, prompt("").text(), config);

        Part first = response.parts().get(0);
        assertThat(first.thought()).contains(true);
        assertThat(first.text()).contains(FakeDashScope.THOUGHTS);
        assertThat(response.text()).isEqualTo(FakeDashScope.DEFAULT_TEXT);
    }

    @Test
    @Fills(Feature.TOKEN_COUNT)
    void tokensAreCountedExactlyForAQwenModel() {
        assertThat(client().models.countTokens(MODEL, "hello world", null).totalTokens())
                .contains(10);
    }

    @Test
    void modelsAreListedAndGot() {
        assertThat(client().models.list(ListModelsConfig.builder().build()))
                .extracting(Model::name)
                .contains(Optional.of("models/" + MODEL));
        assertThat(client().models.get(MODEL, null).inputTokenLimit().orElseThrow())
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"'',v1beta", "'',v1", "/genai,v1beta", "/api/acme-7,v1beta", "/api/acme-7/genai,v1"})
    void everythingWorksBelow(String path, String version) {
        Client client = client(GATEWAY.url() + path, version, GatewayUnderTest.APP_TOKEN);

        assertThat(client.models
                        .generateContent(MODEL, prompt("").text(), NO_CONFIG)
                        .text())
                .isEqualTo(FakeDashScope.DEFAULT_TEXT);
    }

    @Test
    @Fills(Feature.WRONG_KEY)
    void wrongKeyIsABadRequest() {
        Prompt prompt = prompt("");
        Client client = client(GATEWAY.url(), "v1beta", GatewayUnderTest.WRONG_TOKEN);
        ApiException error = catchThrowableOfType(
                ApiException.class, () -> client.models.generateContent(MODEL, prompt.text(), NO_CONFIG));

        assertThat(error.code()).isEqualTo(400);
        assertThat(error.status()).isEqualTo("INVALID_ARGUMENT");
        assertThat(prompt.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Fills(Feature.ERRORS)
    void upstreamRefusalIsAnApiException(Refusal refusal) {
        String text = prompt(refusal.marker()).text();
        ApiException error =
                catchThrowableOfType(ApiException.class, () -> client().models.generateContent(MODEL, text, NO_CONFIG));

        int code = refusal.genAiStatus();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.status()).isEqualTo(status(code));
        assertThat(error).isInstanceOf(code < 500 ? ClientException.class : ServerException.class);
    }

    private static String status(int code) {
        return switch (code) {
            case 400 -> "INVALID_ARGUMENT";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            case 504 -> "DEADLINE_EXCEEDED";
            default -> "INTERNAL";
        };
    }

    /**
     * The SDK reads one event ahead: it meets the end of the connection, which is unclean on purpose, before it looks at
     * the error event in front. Whichever it raises, half an answer does not pass for a whole one.
     */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "native", "unfinished"})
    @Fills(Feature.BROKEN_STREAM)
    void brokenStreamRaisesAfterTheTextThatCame(String fault) {
        String text = prompt("[[midway:" + fault + "]]").text();
        List<GenerateContentResponse> chunks = new ArrayList<>();
        try (ResponseStream<GenerateContentResponse> stream =
                client().models.generateContentStream(MODEL, text, NO_CONFIG)) {
            assertThatThrownBy(() -> stream.forEach(chunks::add))
                    .isInstanceOfAny(ApiException.class, GenAiIOException.class);
        }

        assertThat(text(chunks)).isNotEmpty();
        assertThat(FakeDashScope.DEFAULT_TEXT).startsWith(text(chunks));
    }

    @Test
    @Fills(Feature.ABORT)
    void closedStreamEndsTheUpstreamCall() throws InterruptedException {
        Prompt prompt = prompt("[[endless]]");
        try (ResponseStream<GenerateContentResponse> stream =
                client().models.generateContentStream(MODEL, prompt.text(), NO_CONFIG)) {
            assertThat(stream.iterator().next().text()).isNotEmpty();
        }

        prompt.assertAbandoned();
    }

    private static void assertUsage(GenerateContentResponse response, Prompt prompt) {
        GenerateContentResponseUsageMetadata usage = response.usageMetadata().orElseThrow();
        Usage billed = prompt.exchange().usage().orElseThrow();
        assertThat(usage.promptTokenCount()).contains(billed.prompt());
        assertThat(usage.candidatesTokenCount()).contains(billed.completion());
        assertThat(usage.totalTokenCount()).contains(billed.total());
    }

    private static String text(List<GenerateContentResponse> chunks) {
        return chunks.stream()
                .map(chunk -> Optional.ofNullable(chunk.text()).orElse(""))
                .collect(Collectors.joining());
    }

    private static Prompt prompt(String markers) {
        return Prompt.to(GATEWAY.upstream(), markers);
    }

    private static Client client() {
        return client(GATEWAY.url(), "v1beta", GatewayUnderTest.APP_TOKEN);
    }

    private static Client client(String baseUrl, String version, String key) {
        HttpOptions options = HttpOptions.builder()
                .baseUrl(baseUrl)
                .apiVersion(version)
                .retryOptions(HttpRetryOptions.builder()
                        .attempts(1)
                        .httpStatusCodes(List.of())
                        .build())
                .build();
        return Client.builder().apiKey(key).httpOptions(options).build();
    }
}
