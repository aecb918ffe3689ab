package io.gemigo.gateway.tokenizer.qwen;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.MediaType;
import io.gemigo.gateway.core.chat.Message;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Tool;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.RawJson;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QwenTokenCounterTest {
    private final QwenTokenCounter counter = new QwenTokenCounter();

    private static ModelCard card(String id) {
        return new ModelCard(id, id, "x", 0, 0, 0, Set.of(), ModelCard.Thinking.NEVER, ModelCard.Streaming.OPTIONAL);
    }

    private TokenCount count(String model, ChatRequest.Builder request) throws Exception {
        CompletableFuture<TokenCount> result = new CompletableFuture<>();
        counter.count(request.build(), card(model), new TokenCounter.Callback() {
            @Override
            public void counted(TokenCount count) {
                result.complete(count);
            }

            @Override
            public void failed(Failure failure) {
                result.completeExceptionally(new AssertionError(failure.code()));
            }
        });
        return result.get(30, TimeUnit.SECONDS);
    }

    private static ChatRequest.Builder chat(Message... messages) {
        return ChatRequest.builder("m").messages(List.of(messages));
    }

    @Test
    void isFound() {
        Module module = QwenTokenCounter.class.getModule();
        assertThat(module.getDescriptor().provides())
                .singleElement()
                .matches(provides -> provides.service().equals(TokenCounter.class.getName()))
                .matches(provides -> provides.providers().equals(List.of(QwenTokenCounter.class.getName())));
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3-max, true",
        "qwen-plus-latest, true",
        "QwQ-plus, true",
        "qvq-max, true",
        "deepseek-v3, false",
        "text-embedding-v4, false"
    })
    void knowsQwensModels(String model, boolean known) {
        assertThat(counter.knows(card(model))).isEqualTo(known);
    }

    @Test
    void aTextIsCountedWithItsTurns() throws Exception {
        // Control token, "user", line break, "hello", " world", control token, line break; control token, "assistant",
        // line break.
        TokenCount count = count("qwen3-max", chat(Message.text(Role.USER, "hello world")));
        assertThat(count).isEqualTo(new TokenCount(10, 0, false));
    }

    @Test
    void aSystemInstructionIsATurn() throws Exception {
        TokenCount count = count(
                "qwen3-max",
                chat(
                        Message.text(Role.SYSTEM, "You are a helpful assistant."),
                        Message.text(Role.USER, "hello world")));
        assertThat(count).isEqualTo(new TokenCount(21, 0, false));
    }

    @Test
    void answersOfEarlierTurnsCountWithoutTheirThoughts() throws Exception {
        TokenCount count = count(
                "qwen3-max",
                chat(
                        Message.text(Role.USER, "hello world"),
                        new Message(
                                Role.ASSISTANT,
                                List.of(new Part.Thinking("long thoughts", null), new Part.Text("hello world")),
                                null),
                        Message.text(Role.USER, "hello world")));
        assertThat(count.total()).isEqualTo(10 + 7 + 7);
    }

    @ParameterizedTest
    @CsvSource({"qwen3.5-plus, true", "qwen4-max, true", "qwen3-max, false", "qwen3-vl-plus, false", "qwen2.5-7b, false"
    })
    void laterGenerationsAreEstimated(String model, boolean estimated) throws Exception {
        assertThat(count(model, chat(Message.text(Role.USER, "hello world"))))
                .isEqualTo(new TokenCount(10, 0, estimated));
    }

    @Test
    void toolsAreCountedByTheTemplateAndMarked() throws Exception {
        Tool tool = new Tool.Function("f", "Adds", RawJson.of("{\"type\":\"object\"}"), null);
        TokenCount count =
                count("qwen3-max", chat(Message.text(Role.USER, "hello world")).tools(List.of(tool)));
        assertThat(count.estimated()).isTrue();
        assertThat(count.text()).isBetween(120L, 200L);
        TokenCount more = count(
                "qwen3-max",
                chat(
                                Message.text(Role.USER, "hello world"),
                                new Message(Role.ASSISTANT, List.of(new Part.ToolCall("1", "f", "{\"a\": 1}")), null),
                                new Message(
                                        Role.TOOL,
                                        List.of(new Part.ToolResult(
                                                "1", "f", List.of(new Part.Text("hello world")), null)),
                                        null))
                        .tools(List.of(tool)));
        // A turn of "assistant" with two control tokens around the call, and a turn of "user" with two around the
        // result.
        assertThat(more.text() - count.text()).isBetween(28L, 40L);
    }

    @Test
    void whatMayBeSetDifferentlyIsMarked() throws Exception {
        Message ask = Message.text(Role.USER, "hello world");
        assertThat(count("qwen3-max", chat(ask, Message.text(Role.ASSISTANT, "hello")))
                        .estimated())
                .isTrue();
        assertThat(count("qwen3-max", chat(ask, Message.text(Role.ASSISTANT, "hello"), ask))
                        .estimated())
                .isFalse();
        CompletableFuture<TokenCount> thinking = new CompletableFuture<>();
        ModelCard always = new ModelCard(
                "qwq-plus", "", "x", 0, 0, 0, Set.of(), ModelCard.Thinking.ALWAYS, ModelCard.Streaming.REQUIRED);
        counter.count(chat(ask).build(), always, new TokenCounter.Callback() {
            @Override
            public void counted(TokenCount count) {
                thinking.complete(count);
            }

            @Override
            public void failed(Failure failure) {
                thinking.completeExceptionally(new AssertionError(failure.code()));
            }
        });
        assertThat(thinking.get(30, TimeUnit.SECONDS)).isEqualTo(new TokenCount(10, 0, true));
    }

    @Test
    void picturesAreEstimatedApart() throws Exception {
        TokenCount count = count(
                "qwen3-vl-plus",
                chat(new Message(
                        Role.USER,
                        List.of(
                                new Part.Text("hello world"),
                                new Part.Media(MediaType.IMAGE, "image/png", null, "https://x.test/a.png", null, null)),
                        null)));
        assertThat(count).isEqualTo(new TokenCount(10, 1024, true));
    }

    @Test
    void aFullQueueIsTold() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        List<String> codes = new ArrayList<>();
        ChatRequest request = chat(Message.text(Role.USER, "x")).build();
        counter.count(
                request,
                card("qwen3-max"),
                callback(
                        () -> {
                            entered.countDown();
                            try {
                                busy.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        codes));
        entered.await();
        for (int i = 0; i < 65; i++) {
            counter.count(request, card("qwen3-max"), callback(() -> {}, codes));
        }
        busy.countDown();
        assertThat(codes).hasSize(1);
    }

    private static TokenCounter.Callback callback(Runnable counted, List<String> failures) {
        return new TokenCounter.Callback() {
            @Override
            public void counted(TokenCount count) {
                counted.run();
            }

            @Override
            public void failed(Failure failure) {
                failures.add(failure.code());
            }
        };
    }
}
