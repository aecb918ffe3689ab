package io.gemigo.gateway.conformance.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
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

    private final VirtualClock clock = new VirtualClock();
    private final Upstream upstream = new Upstream();
    private final Client client = new Client();

    /** A transport that leaves the answering to the test. */
    private static final class Upstream implements HttpTransport, HttpTransport.Exchange {
        private Listener listener;

        @Override
        public Exchange send(Request request, Scheduler loop, Listener answer) {
            listener = answer;
            return this;
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {}
    }

    /** A client that only counts. */
    private static final class Client implements HttpReply, Stage {
        private long bytes;
        private int status;

        @Override
        public void readBody(long maxBytes) {}

        @Override
        public void head(int code, HeaderList headers) {
            status = code;
        }

        @Override
        public Stage stage() {
            return this;
        }

        @Override
        public void end(boolean close) {}

        @Override
        public void cut() {}

        @Override
        public void write(byte[] array, int from, int to) {
            bytes += to - from;
        }

        @Override
        public void pass(Ticket ticket, int from, int to) {
            bytes += to - from;
        }
    }

    private static final Permit PERMIT = new Permit() {
        @Override
        public void settle(Usage usage) {}

        @Override
        public void release() {}
    };

    private Gateway gateway() {
        List<Protocol> protocols = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(found -> found.get().create())
                .toList();
        ProviderFactory factory = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals("dashscope"))
                .findFirst()
                .orElseThrow();
        ModelProvider provider =
                factory.create(ProviderSettings.withDefaults(factory, Map.of("apiKey", "key")), new ConfigProblems());
        return Gateway.builder()
                .protocols(protocols)
                .providers(List.of(provider))
                .authenticator((request, callback) -> callback.authenticated(Principal.of("app", null)))
                .rateLimiter((reservation, callback) -> callback.admitted(PERMIT))
                .usageSink(usage -> {})
                .transport(upstream)
                .clock(clock)
                .build();
    }

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
        HttpExchange exchange = gateway().open(new HttpRequestHead("POST", path, headers, "127.0.0.1"), client, clock);
        exchange.body(Window.of(bytes), HeapTicket.of(bytes));
        upstream.listener.head(200, new HeaderList().add("content-type", "text/event-stream"));

        byte[] read = events().getBytes(StandardCharsets.UTF_8);
        Window window = Window.of(read);
        Ticket ticket = HeapTicket.of(read);
        feed(window, ticket, WARM_READS);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        feed(window, ticket, READS);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(client.status).isEqualTo(200);
        assertThat(client.bytes).isGreaterThan((long) (WARM_READS + READS) * EVENTS_PER_READ * 100);
        assertThat((double) allocated / READS)
                .as("bytes per read of " + EVENTS_PER_READ + " events")
                .isLessThan(BYTES_PER_READ);
    }

    private void feed(Window window, Ticket ticket, int reads) {
        for (int i = 0; i < reads; i++) {
            upstream.listener.body(window, ticket);
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
