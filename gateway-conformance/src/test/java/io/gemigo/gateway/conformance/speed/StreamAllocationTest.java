package io.gemigo.gateway.conformance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpRequestHead;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A streamed event allocates nothing on its way from an upstream's read to the client's stage, relayed, edited or
 * translated (P5).
 */
class StreamAllocationTest {
    private static final int EVENTS_PER_READ = 250;
    private static final int WARM_READS = 1_000;
    private static final int READS = 1_000;
    /** A read may cost so much; its events nothing. */
    private static final double BYTES_PER_READ = 64;

    private final BareGateway bare = new BareGateway();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            relayed as it came   | /v1/chat/completions | {"model":"qwen3-max","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"hi"}]}
            relayed, usage hidden | /v1/chat/completions | {"model":"qwen3-max","stream":true,"messages":[{"role":"user","content":"hi"}]}
            relayed, model renamed | /v1/chat/completions | {"model":"an-alias","stream":true,"messages":[{"role":"user","content":"hi"}]}
            translated           | /v1beta/models/any:streamGenerateContent?alt=sse | {"contents":[{"parts":[{"text":"hi"}]}]}
            """)
    void anEventAllocatesNothing(String name, String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HeaderList headers =
                new HeaderList().add("authorization", "Bearer token").add("content-type", "application/json");
        HttpRequestHead head = new HttpRequestHead("POST", path, headers, "127.0.0.1");
        HttpExchange exchange = bare.gateway.open(head, bare.client, bare.clock);
        exchange.body(Window.of(bytes), HeapTicket.of(bytes));
        bare.upstream.listener.head(200, new HeaderList().add("content-type", "text/event-stream"));

        byte[] read = events().getBytes(StandardCharsets.UTF_8);
        Window window = Window.of(read);
        Ticket ticket = HeapTicket.of(read);
        feed(window, ticket, WARM_READS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        feed(window, ticket, READS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(bare.client.status).isEqualTo(200);
        assertThat(bare.client.bytes).isGreaterThan((long) (WARM_READS + READS) * EVENTS_PER_READ * 100);
        assertThat((double) allocated / READS)
                .as("bytes per read of " + EVENTS_PER_READ + " events")
                .isLessThan(BYTES_PER_READ);
    }

    private void feed(Window window, Ticket ticket, int reads) {
        for (int i = 0; i < reads; i++) {
            bare.upstream.listener.body(window, ticket);
        }
    }

    private static String events() {
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < EVENTS_PER_READ; i++) {
            events.append(
                            "data: {\"choices\":[{\"delta\":{\"content\":\"some words of text \"},\"finish_reason\":null,")
                    .append("\"index\":0,\"logprobs\":null}],\"object\":\"chat.completion.chunk\",\"usage\":null,")
                    .append("\"created\":1763800000,\"system_fingerprint\":null,\"model\":\"qwen3-max\",")
                    .append("\"id\":\"chatcmpl-0f1e2d3c-4b5a-9687-a0b1-c2d3e4f50617\"}\n\n");
        }
        return events.toString();
    }
}
