package io.gemigo.gateway.conformance.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import io.gemigo.gateway.conformance.clients.ClientRow;
import io.gemigo.gateway.conformance.clients.GatewayUnderTest;
import io.gemigo.gateway.conformance.clients.Refusal;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code langchain4j-open-ai}. */
class LangChain4jOpenAiIT extends LangChain4jTests {
    @RegisterExtension
    static final ClientRow ROW = new ClientRow("langchain4j-open-ai");

    private static String baseUrl() {
        return GATEWAY.url() + "/v1";
    }

    private static OpenAiChatModel.OpenAiChatModelBuilder builder(String model, String key) {
        return OpenAiChatModel.builder()
                .baseUrl(baseUrl())
                .apiKey(key)
                .modelName(model)
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .maxRetries(0);
    }

    private static OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder streamingBuilder() {
        return OpenAiStreamingChatModel.builder()
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
                .reasoningEffort("low")
                .returnThinking(true)
                .build();
    }

    @Override
    StreamingChatModel streamingChat() {
        return streamingBuilder().build();
    }

    @Override
    StreamingChatModel thinkingStreamingChat() {
        return streamingBuilder().reasoningEffort("low").returnThinking(true).build();
    }

    @Override
    EmbeddingModel embeddings() {
        return OpenAiEmbeddingModel.builder()
                .baseUrl(baseUrl())
                .apiKey(GatewayUnderTest.APP_TOKEN)
                .modelName(EMBEDDING_MODEL)
                .build();
    }

    /** It passes over the error event, but the answer has no reason to have finished. */
    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "native", "unfinished"})
    void brokenStreamHasNoFinishReason(String fault) {
        StreamedAnswer answer = StreamedAnswer.of(
                streamingChat(), prompt("[[midway:" + fault + "]]").text());

        assertThat(answer.await().finishReason()).isNull();
    }

    @Override
    int status(Refusal refusal) {
        return refusal.openAiStatus();
    }

    @Override
    int statusOfWrongKey() {
        return 401;
    }
}
