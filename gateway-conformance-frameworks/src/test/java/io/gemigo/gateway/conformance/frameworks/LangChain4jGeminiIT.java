package io.gemigo.gateway.conformance.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.googleai.GeminiThinkingConfig;
import dev.langchain4j.model.googleai.GoogleAiEmbeddingModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenCountEstimator;
import io.gemigo.gateway.conformance.clients.ClientRow;
import io.gemigo.gateway.conformance.clients.Feature;
import io.gemigo.gateway.conformance.clients.Fills;
import io.gemigo.gateway.conformance.clients.GatewayUnderTest;
import io.gemigo.gateway.conformance.clients.Refusal;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code langchain4j-google-ai-gemini}. */
class LangChain4jGeminiIT extends LangChain4jTests {
    @RegisterExtension
    static final ClientRow ROW = new ClientRow("langchain4j-google-ai-gemini");

    private static final GeminiThinkingConfig THINKING = GeminiThinkingConfig.builder()
            .includeThoughts(true)
            .thinkingBudget(100)
            .build();

    private static String baseUrl() {
        return GATEWAY.url() + "/v1beta";
    }

    private static GoogleAiGeminiChatModel.GoogleAiGeminiChatModelBuilder builder(String model, String key) {
        return GoogleAiGeminiChatModel.builder()
                .baseUrl(baseUrl())
                .apiKey(key)
                .modelName(model)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0);
    }

    private static GoogleAiGeminiStreamingChatModel.GoogleAiGeminiStreamingChatModelBuilder streamingBuilder() {
        return GoogleAiGeminiStreamingChatModel.builder()
                .baseUrl(baseUrl())
                .apiKey(GatewayUnderTest.APP_TOKEN)
                .modelName(MODEL);
    }

    @Override
    ChatModel chat(String model, String key) {
        return builder(model, key).build();
    }

    @Override
    ChatModel thinkingChat() {
        return builder(MODEL, GatewayUnderTest.APP_TOKEN)
                .thinkingConfig(THINKING)
                .returnThinking(true)
                .build();
    }

    @Override
    StreamingChatModel streamingChat() {
        return streamingBuilder().build();
    }

    @Override
    StreamingChatModel thinkingStreamingChat() {
        return streamingBuilder().thinkingConfig(THINKING).returnThinking(true).build();
    }

    @Override
    EmbeddingModel embeddings() {
        return GoogleAiEmbeddingModel.builder()
                .baseUrl(baseUrl())
                .apiKey(GatewayUnderTest.APP_TOKEN)
                .modelName(EMBEDDING_MODEL)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "native", "unfinished"})
    @Fills(Feature.BROKEN_STREAM)
    void brokenStreamRaisesAfterTheTextThatCame(String fault) {
        StreamedAnswer answer = StreamedAnswer.of(
                streamingChat(), prompt("[[midway:" + fault + "]]").text());

        assertThat(answer.awaitError()).isNotNull();
        assertThat(FakeDashScope.DEFAULT_TEXT).startsWith(String.join("", answer.pieces()));
    }

    @Test
    @Fills(Feature.TOKEN_COUNT)
    void tokensAreCountedExactlyForAQwenModel() {
        GoogleAiGeminiTokenCountEstimator estimator = GoogleAiGeminiTokenCountEstimator.builder()
                .baseUrl(baseUrl())
                .apiKey(GatewayUnderTest.APP_TOKEN)
                .modelName(MODEL)
                .build();

        assertThat(estimator.estimateTokenCountInText("hello world")).isEqualTo(10);
    }

    @Override
    int status(Refusal refusal) {
        return refusal.genAiStatus();
    }

    @Override
    int statusOfWrongKey() {
        return 400;
    }
}
