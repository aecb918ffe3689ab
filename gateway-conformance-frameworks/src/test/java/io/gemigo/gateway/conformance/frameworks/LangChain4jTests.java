package io.gemigo.gateway.conformance.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.gemigo.gateway.conformance.clients.Feature;
import io.gemigo.gateway.conformance.clients.Fills;
import io.gemigo.gateway.conformance.clients.GatewayUnderTest;
import io.gemigo.gateway.conformance.clients.Prompt;
import io.gemigo.gateway.conformance.clients.Refusal;
import io.gemigo.gateway.conformance.clients.Samples;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every chat model of LangChain4j does, retries off so that a test sees the first answer. */
abstract class LangChain4jTests {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    static final String MODEL = "qwen3-max";
    static final String EMBEDDING_MODEL = "text-embedding-v4";

    /** What {@link AiServices} makes an agent of. */
    interface Assistant {
        String ask(String question);

        TokenStream askStreaming(String question);

        Landing land(String question);
    }

    /** A tool as the framework finds one. */
    static final class Weather {
        @Tool("Current weather for a city")
        String weather(String city) {
            return "mild in " + city;
        }
    }

    abstract ChatModel chat(String model, String key);

    abstract ChatModel thinkingChat();

    abstract StreamingChatModel streamingChat();

    abstract StreamingChatModel thinkingStreamingChat();

    abstract EmbeddingModel embeddings();

    abstract int status(Refusal refusal);

    abstract int statusOfWrongKey();

    final ChatModel chat() {
        return chat(MODEL, GatewayUnderTest.APP_TOKEN);
    }

    static Prompt prompt(String markers) {
        return Prompt.to(GATEWAY.upstream(), markers);
    }

    @Test
    @Fills(Feature.TEXT)
    void answerIsTheUpstreams() {
        Prompt prompt = prompt("");
        ChatResponse response = chat().chat(SystemMessage.from("Answer briefly."), UserMessage.from(prompt.text()));

        assertThat(response.aiMessage().text()).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.tokenUsage().totalTokenCount())
                .isEqualTo(prompt.exchange().usage().orElseThrow().total());
        assertThat(prompt.messages()).containsExactly("system: Answer briefly.", "user: " + prompt.text());
    }

    @Test
    @Fills(Feature.STREAM)
    void streamAddsUpToTheSame() {
        StreamedAnswer answer = StreamedAnswer.of(streamingChat(), prompt("").text());

        assertThat(answer.await().aiMessage().text()).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(answer.await().tokenUsage().outputTokenCount()).isPositive();
        assertThat(answer.pieces()).hasSizeGreaterThan(5);
        assertThat(String.join("", answer.pieces())).isEqualTo(FakeDashScope.DEFAULT_TEXT);
    }

    @Test
    @Fills(Feature.TOOLS)
    void agentCallsToolsUntilItHasAnAnswer() {
        Prompt prompt = prompt("[[tool]] [[rounds:2]]");
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(chat())
                .tools(new Weather())
                .build();

        assertThat(assistant.ask(prompt.text()))
                .startsWith("The tools answered: ")
                .contains("mild in Oslo");
        assertThat(prompt.exchanges()).hasSize(3);
    }

    @Test
    @Fills(Feature.TOOLS)
    void streamingAgentToo() {
        Prompt prompt = prompt("[[tool]]");
        Assistant assistant = AiServices.builder(Assistant.class)
                .streamingChatModel(streamingChat())
                .tools(new Weather())
                .build();
        CompletableFuture<ChatResponse> told = new CompletableFuture<>();
        assistant
                .askStreaming(prompt.text())
                .onPartialResponse(piece -> {})
                .onCompleteResponse(told::complete)
                .onError(told::completeExceptionally)
                .start();

        assertThat(told.join().aiMessage().text())
                .startsWith("The tools answered: ")
                .contains("mild in Oslo");
    }

    @Test
    @Fills(Feature.STRUCTURED_OUTPUT)
    void answerIsReadIntoTheClassThatAskedForIt() {
        Prompt prompt = prompt("");
        Assistant assistant =
                AiServices.builder(Assistant.class).chatModel(chat()).build();

        assertThat(assistant.land(prompt.text())).isEqualTo(Landing.EXPECTED);
        assertThat(prompt.exchange().body().path("response_format").path("type").asText())
                .isEqualTo("json_schema");
    }

    @Test
    @Fills(Feature.IMAGE_IN)
    void pictureReachesAModelThatCanSee() {
        ChatResponse response = chat("qwen3-vl-plus", GatewayUnderTest.APP_TOKEN)
                .chat(UserMessage.from(
                        TextContent.from(prompt("").text()), ImageContent.from(Samples.PNG, "image/png")));

        assertThat(response.aiMessage().text()).isEqualTo(Samples.SEEN);
    }

    @Test
    @Fills(Feature.THINKING)
    void thoughtsStandApartFromTheAnswer() {
        Prompt prompt = prompt("");
        ChatResponse response = thinkingChat().chat(UserMessage.from(prompt.text()));

        assertThat(response.aiMessage().thinking()).isEqualTo(FakeDashScope.THOUGHTS);
        assertThat(response.aiMessage().text()).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(prompt.exchange().body().path("enable_thinking").asBoolean()).isTrue();
        StreamedAnswer streamed =
                StreamedAnswer.of(thinkingStreamingChat(), prompt("").text());
        assertThat(streamed.await().aiMessage().thinking()).isEqualTo(FakeDashScope.THOUGHTS);
        assertThat(streamed.thoughts()).hasSizeGreaterThan(3);
    }

    @Test
    @Fills(Feature.ABORT)
    void cancelledStreamEndsTheUpstreamCall() throws InterruptedException {
        Prompt prompt = prompt("[[endless]]");
        StreamedAnswer.cancelledAtItsFirstPiece(streamingChat(), prompt.text()).awaitFirstPiece();

        prompt.assertAbandoned();
    }

    @Test
    @Fills(Feature.WRONG_KEY)
    void wrongKeyIsRefused() {
        Prompt prompt = prompt("");
        Throwable error =
                catchThrowable(() -> chat(MODEL, GatewayUnderTest.WRONG_TOKEN).chat(prompt.text()));

        assertThat(error).isInstanceOf(errorClass(statusOfWrongKey()));
        assertThat(prompt.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Fills(Feature.ERRORS)
    void refusalHasItsErrorClass(Refusal refusal) {
        Throwable error =
                catchThrowable(() -> chat().chat(prompt(refusal.marker()).text()));

        assertThat(error).isInstanceOf(errorClass(status(refusal)));
        assertThat(error.getCause())
                .isInstanceOfSatisfying(
                        HttpException.class,
                        cause -> assertThat(cause.statusCode()).isEqualTo(status(refusal)));
    }

    private static Class<? extends RuntimeException> errorClass(int status) {
        return switch (status) {
            case 400 -> InvalidRequestException.class;
            case 401 -> AuthenticationException.class;
            case 404 -> ModelNotFoundException.class;
            case 429 -> RateLimitException.class;
            default -> InternalServerException.class;
        };
    }

    @Test
    @Fills(Feature.EMBEDDINGS)
    void textsBecomeVectorsInTheirOrder() {
        List<TextSegment> texts = List.of(TextSegment.from("y"), TextSegment.from("yy"), TextSegment.from("yyy"));

        assertThat(embeddings().embedAll(texts).content())
                .extracting(Embedding::vector)
                .extracting(vector -> vector[0])
                .containsExactly(1f, 2f, 3f);
    }
}
