package io.gemigo.gateway.conformance.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.errors.OpenAIServiceException;
import io.gemigo.gateway.conformance.clients.ClientRow;
import io.gemigo.gateway.conformance.clients.Feature;
import io.gemigo.gateway.conformance.clients.Fills;
import io.gemigo.gateway.conformance.clients.GatewayUnderTest;
import io.gemigo.gateway.conformance.clients.Prompt;
import io.gemigo.gateway.conformance.clients.Refusal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;

/** {@code spring-ai-openai}, which stands on an openai-java of its own. */
class SpringAiOpenAiIT extends SpringAiTests {
    @RegisterExtension
    static final ClientRow ROW = new ClientRow("spring-ai-openai");

    private static OpenAiChatOptions.Builder options(String model, String key) {
        return OpenAiChatOptions.builder()
                .baseUrl(GATEWAY.url() + "/v1")
                .apiKey(key)
                .model(model)
                .maxRetries(0);
    }

    @Override
    ChatModel chat(String model, String key) {
        return OpenAiChatModel.builder().options(options(model, key).build()).build();
    }

    @Override
    ChatModel thinkingChat() {
        return OpenAiChatModel.builder()
                .options(options(MODEL, GatewayUnderTest.APP_TOKEN)
                        .extraBody(Map.of("enable_thinking", true))
                        .build())
                .build();
    }

    @Override
    String thoughts(ChatResponse response) {
        return (String) response.getResult().getOutput().getMetadata().get("reasoningContent");
    }

    @Test
    @Fills(Feature.ABORT)
    void cancelledStreamEndsTheUpstreamCall() throws InterruptedException {
        Prompt prompt = prompt("[[endless]]");
        String first = client().prompt().user(prompt.text()).stream()
                .content()
                .filter(piece -> !piece.isEmpty())
                .blockFirst(LIMIT);

        assertThat(first).isNotEmpty();
        prompt.assertAbandoned();
    }

    @Test
    @Fills(Feature.EMBEDDINGS)
    void textsBecomeVectorsInTheirOrder() {
        OpenAiEmbeddingModel model = OpenAiEmbeddingModel.builder()
                .options(OpenAiEmbeddingOptions.builder()
                        .baseUrl(GATEWAY.url() + "/v1")
                        .apiKey(GatewayUnderTest.APP_TOKEN)
                        .model("text-embedding-v4")
                        .build())
                .build();

        assertThat(model.embed(List.of("y", "yy", "yyy")))
                .extracting(vector -> vector[0])
                .containsExactly(1f, 2f, 3f);
    }

    @Override
    int status(Refusal refusal) {
        return refusal.openAiStatus();
    }

    @Override
    int statusOfWrongKey() {
        return 401;
    }

    @Override
    int statusOf(Throwable error) {
        assertThat(error).isInstanceOf(OpenAIServiceException.class);
        return ((OpenAIServiceException) error).statusCode();
    }
}
