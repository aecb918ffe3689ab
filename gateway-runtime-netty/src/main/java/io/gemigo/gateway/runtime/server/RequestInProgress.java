package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler.Timer;
import io.gemigo.gateway.runtime.http1.BodyFraming;
import io.gemigo.gateway.runtime.http1.RequestLine;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.OutputStage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** The request that a connection is serving: its exchange, its body and its answer. Loop-confined; reused for the next one. */
final class RequestInProgress {
    private static final long NOT_WANTED = -1;

    private final ClientConnection connection;
    private final ListenerState listener;
    private final LoopScheduler loop;
    private final Channel channel;
    private final OutputStage out;
    private final Timer timer;
    private final RequestBody body;
    /** Aimed at each body in turn. */
    private final Window window = new Window();

    private final NettyReply reply;

    private @Nullable HttpExchange exchange;
    private boolean answering;
    private long bodyLimit = NOT_WANTED;
    private boolean continueAwaited;
    private long headNanos;

    RequestInProgress(
            ClientConnection connection,
            ListenerState listener,
            LoopScheduler loop,
            Channel channel,
            Timer timer,
            BodyFraming framing) {
        this.connection = connection;
        this.listener = listener;
        this.loop = loop;
        this.channel = channel;
        this.timer = timer;
        out = new OutputStage(loop, connection);
        body = new RequestBody(
                loop,
                channel.alloc(),
                listener.budget(),
                listener.settings().limits().head(),
                framing);
        reply = new NettyReply(connection, this, out);
    }

    /** A sound head has come: the application takes it. */
    void open(RequestLine line, HttpRequestHead head) {
        headNanos = loop.now();
        continueAwaited = !line.http10() && head.headers().has("expect");
        body.begin();
        start(line);
        begun(listener.application().open(head, reply, loop));
    }

    /** Something has come that is not sound, or too late: the application says so, and nothing more is read. */
    void refuse(RequestLine line, HttpRequestHead head, Failure failure) {
        body.fail(failure);
        start(line);
        begun(listener.application().refuse(head, failure, reply, loop));
    }

    private void start(RequestLine line) {
        listener.requests().increment();
        timer.cancel();
        bodyLimit = NOT_WANTED;
        reply.begin(line);
        answering = true;
    }

    private void begun(HttpExchange taken) {
        exchange = taken;
        if (!channel.isWritable()) {
            taken.writable(false);
        }
        startBody();
    }

    /** Core asks for the body, maybe from inside {@code open}. */
    void bodyWanted(long maxBytes) {
        bodyLimit = maxBytes;
        if (exchange != null) {
            // Not from here: this is inside a call of core.
            loop.execute(() -> {
                startBody();
                connection.resumeInput();
            });
        }
    }

    private void startBody() {
        if (bodyLimit == NOT_WANTED || exchange == null) {
            return;
        }
        body.read(bodyLimit);
        bodyLimit = NOT_WANTED;
        if (body.reading()) {
            timer.set(bodyNanosLeft());
            if (continueAwaited) {
                byte[] go = ResponseHead.CONTINUE;
                channel.writeAndFlush(channel.alloc().directBuffer(go.length).writeBytes(go));
            }
        }
        bodyProgress();
    }

    private long bodyNanosLeft() {
        long allowed = listener.settings().timeouts().bodyNanos(body.size());
        return allowed - (loop.now() - headNanos);
    }

    private void bodyProgress() {
        HttpExchange current = exchange;
        if (current == null || body.reading()) {
            return;
        }
        timer.cancel();
        Failure failure = body.failure();
        if (failure != null) {
            current.bodyFailed(failure);
        } else {
            Ticket ticket = body.take(window);
            current.body(window, ticket);
        }
    }

    /** Whether the next bytes are the body's. */
    boolean reading() {
        return body.reading();
    }

    /** Bytes of the body still to come, as far as known. */
    long expected() {
        return body.expected();
    }

    /** Takes bytes of the body, and no more than that. */
    void feed(ByteBuf in) {
        body.feed(in);
        bodyProgress();
    }

    /** The body has taken its time. */
    void timedOut() {
        if (!body.reading()) {
            return;
        }
        long left = bodyNanosLeft();
        if (left > 0) {
            // More has come than was known when the timer was set.
            timer.set(left);
        } else {
            body.fail(new Failure.RequestTimeout());
            bodyProgress();
        }
    }

    /** Whether a later request can follow on the connection. */
    boolean bodyComplete() {
        return body.complete();
    }

    boolean active() {
        return exchange != null;
    }

    void writable(boolean writable) {
        HttpExchange current = exchange;
        if (current != null) {
            current.writable(writable);
        }
    }

    void shutDown() {
        HttpExchange current = exchange;
        if (current != null) {
            current.shutDown();
        }
    }

    /** Sends what was staged. */
    void flush(ServerLoop shared) {
        out.untouch();
        if (answering) {
            reply.flush(shared);
        } else {
            out.discard();
        }
    }

    /** The answer is out; true if bytes of the request are left unread. */
    boolean over() {
        exchange = null;
        answering = false;
        boolean unread = !body.complete();
        body.drop();
        return unread;
    }

    /** The client has left. */
    void gone() {
        HttpExchange abandoned = exchange;
        exchange = null;
        answering = false;
        reply.gone();
        try {
            if (abandoned != null) {
                abandoned.clientGone();
            }
        } finally {
            out.discard();
            body.drop();
        }
    }
}
