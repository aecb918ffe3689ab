package io.gemigo.gateway.conformance.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import io.gemigo.gateway.conformance.clients.ClientRow;
import io.gemigo.gateway.conformance.clients.GatewayUnderTest;
import io.gemigo.gateway.conformance.clients.Refusal;
import java.util.Objects;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.google.genai.GoogleGenAiChatModel;
import org.springframework.ai.google.genai.GoogleGenAiChatOptions;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** {@code spring-ai-google-genai}, which stands on a google-genai of its own. */
class SpringAiGoogleGenAiIT extends SpringAiTests {
    @RegisterExtension
    static final ClientRow ROW = new ClientRow("spring-ai-google-genai");

    private static GoogleGenAiChatModel model(String key, GoogleGenAiChatOptions.Builder options) {
        Client client = Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(GATEWAY.url())
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .build())
                .build();
        return GoogleGenAiChatModel.builder()
                .genAiClient(client)
                .options(options.build())
                .retryTemplate(new RetryTemplate(RetryPolicy.withMaxRetries(0)))
                .build();
    }

    @Override
    ChatModel chat(String model, String key) {
        return model(key, GoogleGenAiChatOptions.builder().model(model));
    }

    @Override
    ChatModel thinkingChat() {
        return model(
                GatewayUnderTest.APP_TOKEN,
                GoogleGenAiChatOptions.builder()
                        .model(MODEL)
                        .includeThoughts(true)
                        .thinkingBudget(100));
    }

    @Override
    String thoughts(ChatResponse response) {
        return response.getResults().stream()
                .map(generation -> generation.getOutput())
                .filter(message -> Objects.equals(message.getMetadata().get("isThought"), true))
                .map(message -> message.getText())
                .findFirst()
                .orElse("");
    }

    @Override
    int status(Refusal refusal) {
        return refusal.genAiStatus();
    }

    @Override
    int statusOfWrongKey() {
        return 400;
    }

    @Override
    int statusOf(Throwable error) {
        Throwable cause = error;
        while (!(cause instanceof ApiException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        assertThat(cause).isInstanceOf(ApiException.class);
        return ((ApiException) cause).code();
    }
}
