package io.gemigo.gateway.conformance.pipeline;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
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
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** A gateway as it is shipped, whose upstream is the test itself. Single-owner. */
public final class Pipeline implements HttpTransport {
    /** Text asked for in OpenAI's words. */
    public static final String OPENAI = "/v1/chat/completions";
    /** Text asked for in GenAI's words: put the model and the verb behind it. */
    public static final String GENAI = "/v1beta/models/";

    public final VirtualClock clock = new VirtualClock();
    public final List<Sent> sent = new ArrayList<>();
    public final List<UsageRecord> usage = new ArrayList<>();
    private final Gateway gateway;

    /** A gateway over DashScope with these settings. */
    Pipeline(Map<String, String> settings) {
        this(provider("dashscope", settings));
    }

    /** A gateway over this provider. */
    public Pipeline(ModelProvider provider) {
        List<Protocol> protocols = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(found -> found.get().create())
                .toList();
        gateway = Gateway.builder()
                .protocols(protocols)
                .providers(List.of(provider))
                .authenticator((request, callback) -> callback.authenticated(Principal.of("app", null)))
                .rateLimiter((reservation, callback) -> callback.admitted(new Permit() {
                    @Override
                    public void settle(Usage used) {}

                    @Override
                    public void release() {}
                }))
                .usageSink(usage::add)
                .transport(this)
                .clock(clock)
                .build();
    }

    /** A provider that ships, with these settings. */
    public static ModelProvider provider(String id, Map<String, String> settings) {
        ProviderFactory factory = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.id().equals(id))
                .findFirst()
                .orElseThrow();
        ConfigProblems problems = new ConfigProblems();
        ModelProvider provider = factory.create(ProviderSettings.withDefaults(factory, settings), problems);
        if (provider == null) {
            throw new IllegalArgumentException(problems.lines().toString());
        }
        return provider;
    }

    /** One request that went up. */
    public static final class Sent implements Exchange {
        public final Json body;
        public final boolean streamed;
        final Listener listener;
        boolean cancelled;

        private Sent(Json body, boolean streamed, Listener listener) {
            this.body = body;
            this.streamed = streamed;
            this.listener = listener;
        }

        /** Answers as the upstream would. */
        public void answer(int status, String contentType, String text) {
            listener.head(status, new HeaderList().add("content-type", contentType));
            say(text);
            listener.end();
        }

        void say(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            listener.body(Window.of(bytes), HeapTicket.of(bytes));
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    @Override
    public Exchange send(Request request, Scheduler loop, Listener listener) {
        ByteBuilder body = new ByteBuilder(256);
        request.body().writeTo(body);
        boolean streamed = "text/event-stream"
                .contentEquals(String.valueOf(request.headers().get("accept")));
        Sent exchange = new Sent(Json.parse(body.toBytes()), streamed, listener);
        sent.add(exchange);
        return exchange;
    }

    /** The request that went up last. */
    public Sent last() {
        return sent.get(sent.size() - 1);
    }

    /** Asks; the answer fills itself as the test answers for the upstream. */
    public Reply ask(String path, String body) {
        Reply reply = new Reply();
        HeaderList headers = new HeaderList()
                .add(
                        path.startsWith(GENAI) ? "x-goog-api-key" : "authorization",
                        path.startsWith(GENAI) ? "t" : "Bearer t")
                .add("content-type", "application/json");
        HttpExchange exchange = gateway.open(new HttpRequestHead("POST", path, headers, "127.0.0.1"), reply, clock);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.body(Window.of(bytes), HeapTicket.of(bytes));
        return reply;
    }

    /** What the client gets. */
    public static final class Reply implements HttpReply {
        private final ByteBuilder payload = new ByteBuilder(256);
        public HeaderList headers = new HeaderList();
        public int status;
        public boolean ended;
        boolean cut;

        @Override
        public void readBody(long maxBytes) {}

        @Override
        public void head(int code, HeaderList fields) {
            status = code;
            headers = fields;
        }

        @Override
        public Stage stage() {
            return payload;
        }

        @Override
        public void end(boolean close) {
            ended = true;
        }

        @Override
        public void cut() {
            cut = true;
        }

        public String text() {
            return payload.utf8();
        }

        public Json json() {
            return Json.parse(payload.toBytes());
        }

        /** The data of all events. */
        List<String> events() {
            List<String> events = new ArrayList<>();
            for (String block : text().split("\n\n|\r\n\r\n", -1)) {
                if (block.startsWith("data: ")) {
                    events.add(block.substring("data: ".length()));
                } else if (!block.isEmpty() && !block.startsWith(":")) {
                    throw new AssertionError("no event: " + block);
                }
            }
            return events;
        }
    }
}
