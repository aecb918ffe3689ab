package io.gemigo.gateway.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import io.gemigo.gateway.conformance.dashscope.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official OpenAI SDK for Java with response validation on; retries off so that a test sees the first answer. */
class OpenAiJavaClientIT {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    @RegisterExtension
    static final ClientRow ROW = new ClientRow("openai-java");

    private static final String MODEL = "qwen3-max";

    /** A tool as the SDK describes one: a class whose fields are its arguments. */
    public static final class GetWeather {
        public String city;
    }

    /** An answer as the SDK describes one. */
    public static final class Landing {
        public String craft;
        public int year;
        public List<GetWeather> crew;
    }

    @Test
    @Fills(Feature.TEXT)
    void plainCompletionIsTheUpstreamAnswer() {
        Prompt prompt = prompt("");
        ChatCompletion completion =
                client().chat().completions().create(ask(prompt).build());

        assertThat(text(completion)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(completion.model()).isEqualTo(MODEL);
        Usage billed = prompt.exchange().usage().orElseThrow();
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(billed.total());
        completion.validate();
    }

    @Test
    @Fills(Feature.EMBEDDINGS)
    void textsBecomeVectorsInTheirOrder() {
        List<String> texts = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            texts.add("y".repeat(i));
        }
        CreateEmbeddingResponse answer = client().embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("text-embedding-v4")
                        .inputOfArrayOfStrings(texts)
                        .dimensions(64)
                        .build());
        answer.validate();
        assertThat(answer.data())
                .extracting(vector -> vector.embedding().size())
                .containsOnly(64);
        assertThat(answer.data())
                .extracting(vector -> vector.embedding().get(0).intValue())
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(answer.model()).isEqualTo("text-embedding-v4");
        assertThat(answer.usage().promptTokens()).isPositive();
    }

    @Test
    @Fills(Feature.STREAM)
    void streamAddsUpToTheSameCompletion() {
        Prompt prompt = prompt("");
        ChatCompletionCreateParams params = ask(prompt)
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        try (StreamResponse<ChatCompletionChunk> stream =
                client().chat().completions().createStreaming(params)) {
            stream.stream().peek(ChatCompletionChunk::validate).forEach(accumulator::accumulate);
        }

        ChatCompletion completion = accumulator.chatCompletion();
        assertThat(text(completion)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(completion.choices().get(0).finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
        Usage billed = prompt.exchange().usage().orElseThrow();
        assertThat(completion.usage().orElseThrow().totalTokens()).isEqualTo(billed.total());
    }

    @Test
    void streamWithoutUsageHasNone() {
        List<ChatCompletionChunk> chunks = stream(prompt(""));

        assertThat(chunks).allMatch(chunk -> chunk.usage().isEmpty());
        assertThat(chunks).allMatch(chunk -> chunk.choices().size() == 1);
        assertThat(text(chunks)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
    }

    @Test
    void conversationCarriesItsHistory() {
        Prompt first = prompt("");
        Prompt second = prompt("And at night?");
        ChatCompletionCreateParams.Builder params = ChatCompletionCreateParams.builder()
                .model(MODEL)
                .addSystemMessage("Answer briefly.")
                .addUserMessage(first.text());
        ChatCompletion answer = client().chat().completions().create(params.build());
        params.addMessage(answer.choices().get(0).message()).addUserMessage(second.text());
        client().chat().completions().create(params.build());

        assertThat(second.messages())
                .containsExactly(
                        "system: Answer briefly.",
                        "user: " + first.text(),
                        "assistant: " + FakeDashScope.DEFAULT_TEXT,
                        "user: " + second.text());
    }

    @Test
    @Fills(Feature.TOOLS)
    void toolCallAndResultMakeARoundTrip() {
        Prompt prompt = prompt("[[tool]]");
        ChatCompletionCreateParams.Builder params = ask(prompt).addTool(GetWeather.class);
        ChatCompletion asked = client().chat().completions().create(params.build());
        var message = asked.choices().get(0).message();
        var call = message.toolCalls().orElseThrow().get(0).asFunction();
        assertThat(call.function().name()).isEqualTo("GetWeather");
        assertThat(call.function().arguments(GetWeather.class).city).isEqualTo("Oslo");

        params.addMessage(message)
                .addMessage(ChatCompletionToolMessageParam.builder()
                        .toolCallId(call.id())
                        .content("mild")
                        .build());
        assertThat(text(client().chat().completions().create(params.build()))).isEqualTo("The tools answered: mild");
    }

    @Test
    @Fills(Feature.TOOLS)
    void streamedToolCallAddsUp() {
        Prompt prompt = prompt("[[tool]]");
        ChatCompletionAccumulator accumulator = ChatCompletionAccumulator.create();
        ChatCompletionCreateParams params =
                ask(prompt).addTool(GetWeather.class).build();
        try (StreamResponse<ChatCompletionChunk> stream =
                client().chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }

        var choice = accumulator.chatCompletion().choices().get(0);
        var call = choice.message().toolCalls().orElseThrow().get(0).asFunction();
        assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
        assertThat(call.function().arguments(GetWeather.class).city).isEqualTo("Oslo");
    }

    @Test
    @Fills(Feature.STRUCTURED_OUTPUT)
    void answerIsReadIntoTheClassThatAskedForIt() {
        Prompt prompt = prompt("");
        Landing landing = client().chat()
                .completions()
                .create(ask(prompt).responseFormat(Landing.class).build())
                .choices()
                .get(0)
                .message()
                .content()
                .orElseThrow();

        assertThat(landing.craft).isEqualTo("Oslo");
        assertThat(landing.year).isEqualTo(7);
        assertThat(landing.crew).extracting(member -> member.city).containsExactly("Oslo");
        assertThat(prompt.exchange().body().path("response_format").path("type").asText())
                .isEqualTo("json_schema");
    }

    @Test
    @Fills(Feature.IMAGE_IN)
    void pictureReachesAModelThatCanSee() {
        Prompt prompt = prompt("");
        ChatCompletion completion = client().chat()
                .completions()
                .create(ChatCompletionCreateParams.builder()
                        .model("qwen3-vl-plus")
                        .addUserMessageOfArrayOfContentParts(List.of(
                                ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                        .text(prompt.text())
                                        .build()),
                                ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                        .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                                .url(Samples.DATA_URL)
                                                .build())
                                        .build())))
                        .build());

        assertThat(text(completion)).isEqualTo(Samples.SEEN);
    }

    /** OpenAI's API has no field for it: the SDK keeps what it does not know, though it would rather nobody looked. */
    @SuppressWarnings("deprecation")
    @Test
    @Fills(Feature.THINKING)
    void thoughtsStandBesideTheAnswer() {
        Prompt prompt = prompt("");
        ChatCompletion completion = client().chat()
                .completions()
                .create(ask(prompt).reasoningEffort(ReasoningEffort.LOW).build());

        assertThat(completion.choices().get(0).message()._additionalProperties())
                .containsEntry("reasoning_content", JsonValue.from(FakeDashScope.THOUGHTS));
        assertThat(text(completion)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(completion
                        .usage()
                        .orElseThrow()
                        .completionTokensDetails()
                        .orElseThrow()
                        .reasoningTokens())
                .hasValueSatisfying(tokens -> assertThat(tokens).isPositive());
    }

    @Test
    void modelsAreListedAndGot() {
        assertThat(client().models().list().autoPager()).extracting(Model::id).contains(MODEL);
        assertThat(client().models().retrieve(MODEL).validate().id()).isEqualTo(MODEL);
        assertThatThrownBy(() -> client().models().retrieve("no-such-model")).isInstanceOf(NotFoundException.class);
    }

    @Test
    void everythingWorksBelowAProject() {
        OpenAIClient client = client(GATEWAY.url() + "/api/acme-7/v1", GatewayUnderTest.APP_TOKEN);

        assertThat(text(client.chat().completions().create(ask(prompt("")).build())))
                .isEqualTo(FakeDashScope.DEFAULT_TEXT);
    }

    @Test
    @Fills(Feature.WRONG_KEY)
    void wrongTokenIsUnauthorized() {
        Prompt prompt = prompt("");
        OpenAIClient client = client(GATEWAY.url() + "/v1", GatewayUnderTest.WRONG_TOKEN);
        UnauthorizedException error = catchThrowableOfType(
                UnauthorizedException.class,
                () -> client.chat().completions().create(ask(prompt).build()));

        assertThat(error.code()).contains("invalid_api_key");
        assertThat(error.headers().values("x-request-id")).hasSize(1);
        assertThat(prompt.exchanges()).isEmpty();
    }

    @Test
    void badRequestNamesItsParameter() {
        BadRequestException error = catchThrowableOfType(
                BadRequestException.class,
                () -> client().chat()
                        .completions()
                        .create(ChatCompletionCreateParams.builder()
                                .model(MODEL)
                                .messages(List.of())
                                .build()));

        assertThat(error.type()).contains("invalid_request_error");
        assertThat(error.param()).contains("messages");
    }

    @ParameterizedTest
    @EnumSource
    @Fills(Feature.ERRORS)
    void upstreamRefusalHasItsErrorClass(Refusal refusal) {
        OpenAIServiceException error = catchThrowableOfType(
                OpenAIServiceException.class,
                () -> client().chat()
                        .completions()
                        .create(ask(prompt(refusal.marker())).build()));

        int status = refusal.openAiStatus();
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error).isInstanceOf(errorClass(status));
        if (status == 429) {
            assertThat(error.headers().values("retry-after")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "error", "native", "unfinished"})
    @Fills(Feature.BROKEN_STREAM)
    void brokenStreamRaisesAfterTheTextThatCame(String fault) {
        List<ChatCompletionChunk> chunks = new ArrayList<>();
        try (StreamResponse<ChatCompletionChunk> stream = client().chat()
                .completions()
                .createStreaming(ask(prompt("[[midway:" + fault + "]]")).build())) {
            assertThatThrownBy(() -> stream.stream().forEach(chunks::add)).isInstanceOf(SseException.class);
        }

        assertThat(text(chunks)).isNotEmpty();
        assertThat(FakeDashScope.DEFAULT_TEXT).startsWith(text(chunks));
        assertThat(chunks)
                .noneMatch(chunk -> chunk.choices().get(0).finishReason().isPresent());
    }

    @Test
    @Fills(Feature.ABORT)
    void closedStreamEndsTheUpstreamCall() throws InterruptedException {
        Prompt prompt = prompt("[[endless]]");
        try (StreamResponse<ChatCompletionChunk> stream =
                client().chat().completions().createStreaming(ask(prompt).build())) {
            assertThat(stream.stream().limit(10).count()).isEqualTo(10);
        }

        prompt.assertAbandoned();
    }

    private static Class<? extends OpenAIServiceException> errorClass(int status) {
        return switch (status) {
            case 400 -> BadRequestException.class;
            case 404 -> NotFoundException.class;
            case 429 -> RateLimitException.class;
            default -> InternalServerException.class;
        };
    }

    private static Prompt prompt(String markers) {
        return Prompt.to(GATEWAY.upstream(), markers);
    }

    private static ChatCompletionCreateParams.Builder ask(Prompt prompt) {
        return ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(prompt.text());
    }

    private static List<ChatCompletionChunk> stream(Prompt prompt) {
        try (StreamResponse<ChatCompletionChunk> stream =
                client().chat().completions().createStreaming(ask(prompt).build())) {
            return stream.stream().toList();
        }
    }

    private static String text(ChatCompletion completion) {
        return completion.choices().get(0).message().content().orElseThrow();
    }

    private static String text(List<ChatCompletionChunk> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.choices().get(0).delta().content().orElse(""))
                .collect(Collectors.joining());
    }

    private static OpenAIClient client() {
        return client(GATEWAY.url() + "/v1", GatewayUnderTest.APP_TOKEN);
    }

    private static OpenAIClient client(String baseUrl, String token) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(token)
                .responseValidation(true)
                .maxRetries(0)
                .build();
    }
}
