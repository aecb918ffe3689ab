package io.gemigo.gateway.conformance.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gemigo.gateway.conformance.clients.Feature;
import io.gemigo.gateway.conformance.clients.Fills;
import io.gemigo.gateway.conformance.clients.GatewayUnderTest;
import io.gemigo.gateway.conformance.clients.Prompt;
import io.gemigo.gateway.conformance.clients.Refusal;
import io.gemigo.gateway.conformance.clients.Samples;
import io.gemigo.gateway.conformance.dashscope.FakeDashScope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;

/** What every chat model of Spring AI does below a {@link ChatClient}, retries off so that a test sees the first answer. */
abstract class SpringAiTests {
    @RegisterExtension
    static final GatewayUnderTest GATEWAY = new GatewayUnderTest();

    static final String MODEL = "qwen3-max";

    static final Duration LIMIT = Duration.ofSeconds(20);

    /** A tool as the framework finds one. */
    static final class Weather {
        @Tool(description = "Current weather for a city")
        String weather(String city) {
            return "mild in " + city;
        }
    }

    abstract ChatModel chat(String model, String key);

    abstract ChatModel thinkingChat();

    /** The thoughts of an answer, which each model keeps elsewhere. */
    abstract String thoughts(ChatResponse response);

    abstract int status(Refusal refusal);

    abstract int statusOfWrongKey();

    /** The status an exception of the SDK below tells. */
    abstract int statusOf(Throwable error);

    final ChatClient client() {
        return ChatClient.create(chat(MODEL, GatewayUnderTest.APP_TOKEN));
    }

    static Prompt prompt(String markers) {
        return Prompt.to(GATEWAY.upstream(), markers);
    }

    static String text(ChatResponse response) {
        return response.getResults().stream()
                .map(generation -> generation.getOutput().getText())
                .collect(Collectors.joining());
    }

    @Test
    @Fills(Feature.TEXT)
    void answerIsTheUpstreams() {
        Prompt prompt = prompt("");
        ChatResponse response = client().prompt()
                .system("Answer briefly.")
                .user(prompt.text())
                .call()
                .chatResponse();

        assertThat(text(response)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(response.getMetadata().getUsage().getTotalTokens())
                .isEqualTo(prompt.exchange().usage().orElseThrow().total());
        assertThat(prompt.messages()).containsExactly("system: Answer briefly.", "user: " + prompt.text());
    }

    @Test
    @Fills(Feature.STREAM)
    void streamAddsUpToTheSame() {
        List<String> pieces = client().prompt().user(prompt("").text()).stream()
                .content()
                .collectList()
                .block(LIMIT);

        assertThat(String.join("", pieces)).isEqualTo(FakeDashScope.DEFAULT_TEXT);
        assertThat(pieces).hasSizeGreaterThan(5);
    }

    @Test
    @Fills(Feature.TOOLS)
    void toolsAreCalledUntilThereIsAnAnswer() {
        Prompt prompt = prompt("[[tool]] [[rounds:2]]");
        String told = client().prompt()
                .user(prompt.text())
                .tools(new Weather())
                .call()
                .content();

        assertThat(told).startsWith("The tools answered: ").contains("mild in Oslo");
        assertThat(prompt.exchanges()).hasSize(3);
    }

    @Test
    @Fills(Feature.TOOLS)
    void streamedToo() {
        List<String> pieces = client().prompt().user(prompt("[[tool]]").text()).tools(new Weather()).stream()
                .content()
                .collectList()
                .block(LIMIT);

        assertThat(String.join("", pieces)).contains("The tools answered: ").contains("mild in Oslo");
    }

    @Test
    @Fills(Feature.STRUCTURED_OUTPUT)
    void answerIsReadIntoTheClassThatAskedForIt() {
        Prompt prompt = prompt("");
        Landing landing = client().prompt()
                .user(prompt.text())
                .call()
                .entity(Landing.class, ChatClient.EntityParamSpec::useProviderStructuredOutput);

        assertThat(landing).isEqualTo(Landing.EXPECTED);
        assertThat(prompt.exchange().body().path("response_format").path("type").asText())
                .isEqualTo("json_schema");
    }

    @Test
    @Fills(Feature.IMAGE_IN)
    void pictureReachesAModelThatCanSee() {
        String text = ChatClient.create(chat("qwen3-vl-plus", GatewayUnderTest.APP_TOKEN))
                .prompt()
                .user(user -> user.text(prompt("").text())
                        .media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(Samples.png())))
                .call()
                .content();

        assertThat(text).isEqualTo(Samples.SEEN);
    }

    @Test
    @Fills(Feature.THINKING)
    void thoughtsStandApartFromTheAnswer() {
        Prompt prompt = prompt("");
        ChatResponse response = ChatClient.create(thinkingChat())
                .prompt()
                .user(prompt.text())
                .call()
                .chatResponse();

        assertThat(thoughts(response)).isEqualTo(FakeDashScope.THOUGHTS);
        assertThat(text(response)).endsWith(FakeDashScope.DEFAULT_TEXT);
        assertThat(prompt.exchange().body().path("enable_thinking").asBoolean()).isTrue();
    }

    @Test
    @Fills(Feature.WRONG_KEY)
    void wrongKeyIsRefused() {
        Prompt prompt = prompt("");
        Throwable error =
                catchThrowable(() -> chat(MODEL, GatewayUnderTest.WRONG_TOKEN).call(prompt.text()));

        assertThat(statusOf(error)).isEqualTo(statusOfWrongKey());
        assertThat(prompt.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @Fills(Feature.ERRORS)
    void refusalHasItsStatus(Refusal refusal) {
        String text = prompt(refusal.marker()).text();
        Throwable error =
                catchThrowable(() -> client().prompt().user(text).call().content());

        assertThat(statusOf(error)).isEqualTo(status(refusal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "reset", "native", "unfinished"})
    @Fills(Feature.BROKEN_STREAM)
    void brokenStreamRaisesAfterTheTextThatCame(String fault) {
        List<String> pieces = new CopyOnWriteArrayList<>();
        assertThatThrownBy(() -> client()
                        .prompt()
                        .user(prompt("[[midway:" + fault + "]]").text())
                        .stream()
                        .content()
                        .doOnNext(pieces::add)
                        .blockLast(LIMIT))
                .isNotInstanceOf(IllegalStateException.class);

        assertThat(FakeDashScope.DEFAULT_TEXT).startsWith(String.join("", pieces));
    }
}
