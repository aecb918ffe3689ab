package io.gemigo.gateway.conformance.pipeline;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.call.GatewaySettings;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ExchangeLog;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.ProtocolFactory;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.UsageRecord;
import io.gemigo.gateway.testkit.json.Json;
import io.gemigo.gateway.testkit.port.ArrayTicket;
import io.gemigo.gateway.testkit.port.RecordingStage;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.UnaryOperator;

/**
 * A gateway as it is shipped, whose upstream is the test itself. What the pipeline may only borrow is overwritten as soon
 * as it must have let go of it, and what it keeps is counted. Single-owner.
 */
public final class Pipeline implements HttpTransport {
    /** Text asked for in OpenAI's words. */
    public static final String OPENAI = "/v1/chat/completions";
    /** Text asked for in GenAI's words: put the model and the verb behind it. */
    public static final String GENAI = "/v1beta/models/";

    public final VirtualClock clock = new VirtualClock();
    public final List<Sent> sent = new ArrayList<>();
    public final List<UsageRecord> usage = new ArrayList<>();
    /** What was thrown where nothing may be thrown. */
    public final List<Throwable> bugs = new ArrayList<>();

    private final Gateway gateway;
    private final ModelTable models;

    /** A gateway over DashScope with these settings. */
    public Pipeline(Map<String, String> settings) {
        this(provider("dashscope", settings));
    }

    /** A gateway over this provider. */
    public Pipeline(ModelProvider provider) {
        this(provider, GatewaySettings.DEFAULT, UnaryOperator.identity());
    }

    /** A gateway with limits of its own, and protocols that are changed in some way. */
    public Pipeline(ModelProvider provider, GatewaySettings limits, UnaryOperator<Protocol> change) {
        List<Protocol> protocols = ServiceLoader.load(ProtocolFactory.class).stream()
                .map(found -> change.apply(found.get().create()))
                .toList();
        models = provider.models();
        gateway = Gateway.builder()
                .settings(limits)
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
                .exchangeLog(new BugLog(bugs))
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

    private record BugLog(List<Throwable> bugs) implements ExchangeLog {
        @Override
        public void completed(UsageRecord exchange, String method, String route, String remoteAddress) {}

        @Override
        public void bug(String callId, Throwable cause) {
            bugs.add(cause);
        }

        @Override
        public void upstreamTrouble(String callId, String provider, String problem) {}
    }

    /** The models there are. */
    public ModelTable models() {
        return models;
    }

    /** Calls in progress. */
    public int active() {
        return gateway.active();
    }

    /** Forgets everything that was sent, used and found. */
    public void forget() {
        sent.clear();
        usage.clear();
        bugs.clear();
    }

    /** One request that went up. */
    public static final class Sent implements Exchange {
        public final Json body;
        public final boolean streamed;
        public final Listener listener;
        public boolean cancelled;

        private final List<ArrayTicket> tickets = new ArrayList<>();

        private Sent(Json body, boolean streamed, Listener listener) {
            this.body = body;
            this.streamed = streamed;
            this.listener = listener;
        }

        /** Answers as the upstream would. */
        public void answer(int status, String contentType, String text) {
            head(status, contentType);
            say(text);
            listener.end();
        }

        /** Begins an answer. */
        public void head(int status, String contentType) {
            listener.head(status, new HeaderList().add("content-type", contentType));
        }

        public void say(String text) {
            say(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Says bytes that are gone after this, but for what of them was retained. */
        public void say(byte[] bytes) {
            byte[] borrowed = bytes.clone();
            ArrayTicket ticket = new ArrayTicket(bytes);
            tickets.add(ticket);
            listener.body(Window.of(borrowed), ticket);
            ticket.release();
            Arrays.fill(borrowed, (byte) '#');
        }

        /** How many of the reads are still held by somebody. */
        public int held() {
            return (int) tickets.stream().filter(ticket -> ticket.count() > 0).count();
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
        return ask(path, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks with a body in bytes. */
    public Reply ask(String path, byte[] body) {
        byte[] held = body.clone();
        Reply reply = new Reply(held);
        HeaderList headers = new HeaderList()
                .add(
                        path.startsWith(GENAI) ? "x-goog-api-key" : "authorization",
                        path.startsWith(GENAI) ? "t" : "Bearer t")
                .add("content-type", "application/json");
        HttpExchange exchange = gateway.open(new HttpRequestHead("POST", path, headers, "127.0.0.1"), reply, clock);
        exchange.body(Window.of(held), HeapTicket.of(held));
        return reply;
    }

    /** Asks for what needs no body. */
    public Reply get(String path) {
        Reply reply = new Reply(new byte[0]);
        HeaderList headers = new HeaderList()
                .add(
                        path.startsWith(GENAI.substring(0, GENAI.length() - 1)) ? "x-goog-api-key" : "authorization",
                        path.startsWith(GENAI.substring(0, GENAI.length() - 1)) ? "t" : "Bearer t");
        gateway.open(new HttpRequestHead("GET", path, headers, "127.0.0.1"), reply, clock);
        return reply;
    }

    /** What the client gets. */
    public static final class Reply implements HttpReply {
        private final RecordingStage stage = new RecordingStage();
        /** The request's body, which nobody may read any more once the answer has begun. */
        private final byte[] body;

        public final HeaderList headers = new HeaderList();
        public int status;
        public boolean ended;
        public boolean cut;

        Reply(byte[] body) {
            this.body = body;
        }

        @Override
        public void readBody(long maxBytes) {}

        @Override
        public HeaderList headers() {
            return headers;
        }

        @Override
        public void head(int code) {
            if (status != 0) {
                throw new IllegalStateException("a second head");
            }
            status = code;
            Arrays.fill(body, (byte) '#');
        }

        @Override
        public Stage stage() {
            return stage;
        }

        @Override
        public void end(boolean close) {
            over();
            ended = true;
        }

        @Override
        public void cut() {
            over();
            cut = true;
        }

        private void over() {
            if (ended || cut) {
                throw new IllegalStateException("a second end");
            }
        }

        /** Everything so far. */
        public byte[] bytes() {
            return stage.flush().sent();
        }

        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public Json json() {
            return Json.parse(bytes());
        }

        /** The data of all events. */
        public List<String> events() {
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
