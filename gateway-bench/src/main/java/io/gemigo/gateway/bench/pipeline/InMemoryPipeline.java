package io.gemigo.gateway.bench.pipeline;

import io.gemigo.gateway.bench.fixture.CopyingStage;
import io.gemigo.gateway.bench.fixture.Parts;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HttpReply;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Permit;
import io.gemigo.gateway.core.port.Principal;
import io.gemigo.gateway.core.port.Scheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The call pipeline with the protocols and the provider that ship, between a client and an upstream that cost next to
 * nothing: bytes are counted, timers never fire, everybody is let in. One exchange at a time. Loop-confined.
 */
final class InMemoryPipeline implements HttpTransport, HttpTransport.Exchange, HttpReply, Scheduler {
    private static final Permit PERMIT = new Permit() {
        @Override
        public void settle(Usage usage) {}

        @Override
        public void release() {}
    };

    private static final Scheduler.Cancellable NEVER = () -> {};

    private final Principal caller = Principal.of("app", null);
    private final HeaderList events = new HeaderList().add("content-type", "text/event-stream");
    private final HeaderList headers = new HeaderList();
    private final CopyingStage client = new CopyingStage();
    private final CopyingStage upstream = new CopyingStage();
    private final Window window = new Window();

    private final Gateway gateway = Gateway.builder()
            .protocols(List.of(Parts.openAi(), Parts.genAi()))
            .providers(List.of(Parts.dashScope()))
            .authenticator((request, callback) -> callback.authenticated(caller))
            .rateLimiter((reservation, callback) -> callback.admitted(PERMIT))
            .usageSink(usage -> {})
            .transport(this)
            .build();

    private @Nullable Listener listener;
    private int status;
    private boolean ended;

    /** A request, ready to be sent any number of times. */
    record Call(HttpRequestHead head, HeapTicket body) {
        Call(String path, byte[] json) {
            this(
                    new HttpRequestHead(
                            "POST",
                            path,
                            new HeaderList()
                                    .add("host", "127.0.0.1:8080")
                                    .add("authorization", "Bearer token")
                                    .add("content-type", "application/json")
                                    .add("content-length", Integer.toString(json.length))
                                    .add("accept", "application/json")
                                    .add("user-agent", "bench"),
                            "127.0.0.1"),
                    HeapTicket.of(json));
        }
    }

    /** An upstream's answer in one piece, ready to be sent any number of times. */
    record Answer(HeaderList headers, HeapTicket body) {
        Answer(byte[] json) {
            this(
                    new HeaderList()
                            .add("content-type", "application/json")
                            .add("content-length", Integer.toString(json.length)),
                    HeapTicket.of(json));
        }
    }

    /** One exchange with an answer in one piece, from the head to the usage record; returns bytes staged so far. */
    long exchange(Call call, Answer answer) {
        send(call);
        Listener hears = listening();
        hears.head(200, answer.headers());
        read(answer.body());
        hears.end();
        complete();
        return client.bytes() + upstream.bytes();
    }

    /** One exchange with a streamed answer, which comes in three reads. */
    long exchange(Call call, HeapTicket first, HeapTicket middle, HeapTicket last) {
        begin(call);
        read(first);
        read(middle);
        read(last);
        listening().end();
        complete();
        return client.bytes() + upstream.bytes();
    }

    /** Begins an exchange whose answer is streamed. */
    void begin(Call call) {
        send(call);
        listening().head(200, events);
    }

    /** The upstream sends more; returns bytes staged so far. */
    long read(HeapTicket bytes) {
        listening().body(window.aim(bytes.array(), bytes.from(), bytes.from() + bytes.length()), bytes);
        return client.bytes();
    }

    private void send(Call call) {
        ended = false;
        HttpExchange exchange = gateway.open(call.head(), this, this);
        HeapTicket body = call.body();
        exchange.body(Window.of(body.array(), body.from(), body.from() + body.length()), body);
    }

    private Listener listening() {
        Listener hears = listener;
        if (hears == null) {
            throw new IllegalStateException("nothing went up; status " + status);
        }
        return hears;
    }

    private void complete() {
        if (!ended || status != 200) {
            throw new IllegalStateException("no whole answer; status " + status);
        }
        listener = null;
    }

    @Override
    public Exchange send(Request request, Scheduler loop, Listener answer) {
        listener = answer;
        request.body().writeTo(upstream);
        return this;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void cancel() {}

    @Override
    public void readBody(long maxBytes) {}

    @Override
    public HeaderList headers() {
        return headers;
    }

    @Override
    public void head(int code) {
        status = code;
    }

    @Override
    public Stage stage() {
        return client;
    }

    @Override
    public void end(boolean close) {
        ended = true;
    }

    @Override
    public void cut() {
        throw new IllegalStateException("cut");
    }

    @Override
    public boolean inLoop() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Cancellable schedule(long delayNanos, Runnable task) {
        return NEVER;
    }
}
