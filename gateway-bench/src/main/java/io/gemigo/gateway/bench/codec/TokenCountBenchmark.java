package io.gemigo.gateway.bench.codec;

import io.gemigo.gateway.bench.fixture.OpenAiRequests;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.bench.fixture.PerOperation;
import io.gemigo.gateway.bench.fixture.Prompt;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestReader;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import io.gemigo.gateway.tokenizer.qwen.QwenTokenCounter;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;

/** Tokens of a prompt, counted with Qwen's vocabulary on the counter's own thread; the way there and back included. */
public class TokenCountBenchmark extends PerOperation {
    private final TokenCounter counter = new QwenTokenCounter();
    private final ModelCard model = Parts.model(Parts.dashScope());
    private final ChatRequest small = request(Prompt.SMALL);
    private final ChatRequest large = request(Prompt.LARGE);

    private static ChatRequest request(int promptChars) {
        Window body = Window.of(OpenAiRequests.chat(Parts.MODEL, promptChars, false));
        return Parts.sound(ChatRequestReader.read(Parts.sound(ChatRequestScanner.scan(body)), new Warnings()));
    }

    /** A prompt of 750 characters. */
    @Benchmark
    public TokenCount small() {
        return count(small);
    }

    /** A prompt of 128 K characters. */
    @Benchmark
    public TokenCount large() {
        return count(large);
    }

    private TokenCount count(ChatRequest request) {
        CompletableFuture<TokenCount> answer = new CompletableFuture<>();
        counter.count(request, model, new TokenCounter.Callback() {
            @Override
            public void counted(TokenCount count) {
                answer.complete(count);
            }

            @Override
            public void failed(Failure failure) {
                answer.completeExceptionally(new IllegalStateException(failure.message()));
            }
        });
        return answer.join();
    }
}
