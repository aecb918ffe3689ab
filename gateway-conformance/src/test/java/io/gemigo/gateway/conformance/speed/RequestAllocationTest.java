package io.gemigo.gateway.conformance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a small call with an answer in one piece leaves for the garbage collector on its way through the pipeline. */
class RequestAllocationTest {
    private static final int WARM_CALLS = 2_000;
    private static final int CALLS = 2_000;
    private static final byte[] ANSWER = """
            {"choices":[{"message":{"role":"assistant","content":"%s"},"finish_reason":"stop","index":0,"logprobs":null}],\
            "object":"chat.completion","usage":{"prompt_tokens":3019,"completion_tokens":104,"total_tokens":3123},\
            "created":1763800000,"model":"qwen3-max","id":"chatcmpl-0f1e2d3c"}""".formatted("words ".repeat(150)).getBytes(StandardCharsets.UTF_8);

    private final BareGateway bare = new BareGateway();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            relayed    | /v1/chat/completions                | 4096  | {"model":"qwen3-max","messages":[{"role":"user","content":"hi"}]}
            renamed    | /v1/chat/completions                | 4096  | {"model":"an-alias","messages":[{"role":"user","content":"hi"}]}
            translated | /v1beta/models/any:generateContent  | 20480 | {"contents":[{"parts":[{"text":"hi"}]}]}
            """)
    void aSmallCallAllocatesLittle(String name, String path, long most, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HeaderList headers =
                new HeaderList().add("authorization", "Bearer token").add("content-type", "application/json");
        HttpRequestHead head = new HttpRequestHead("POST", path, headers, "127.0.0.1");
        call(head, bytes, WARM_CALLS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        call(head, bytes, CALLS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(bare.client.status).isEqualTo(200);
        assertThat(bare.client.bytes).isGreaterThan((long) (WARM_CALLS + CALLS) * ANSWER.length / 2);
        assertThat(allocated / CALLS).as("bytes per call").isLessThan(most);
    }

    private void call(HttpRequestHead head, byte[] body, int calls) {
        HeaderList answered = new HeaderList()
                .add("content-type", "application/json")
                .add("content-length", Integer.toString(ANSWER.length));
        Window question = Window.of(body);
        Window answer = Window.of(ANSWER);
        for (int i = 0; i < calls; i++) {
            HttpExchange exchange = bare.gateway.open(head, bare.client, bare.clock);
            exchange.body(question, HeapTicket.of(body));
            bare.upstream.listener.head(200, answered);
            bare.upstream.listener.body(answer, HeapTicket.of(ANSWER));
            bare.upstream.listener.end();
        }
    }
}
