package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.call.HttpExchange;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.runtime.http1.BodyFraming;
import io.gemigo.gateway.runtime.http1.HeadReader;
import io.gemigo.gateway.runtime.http1.RequestLine;
import io.gemigo.gateway.runtime.loop.Batched;
import io.gemigo.gateway.runtime.loop.LazyTimer;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.OutputStage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection: reads requests strictly, one at a time, and hands each to the application. Answers are in order
 * because a request waits for the end of the answer before it. Loop-confined.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Batched {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.runtime");
    private static final int HEAD_READ_BYTES = 8 << 10;
    private static final int MIN_READ_BYTES = 4 << 10;
    private static final int MAX_READ_BYTES = 64 << 10;
    private static final int EARLY_READ_BYTES = 16 << 10;

    /** What the next bytes are. */
    private enum State {
        /** A request's head. */
        HEAD,
        /** The body of the request in progress, or too early. */
        EXCHANGE,
        /** Of no interest: the last answer has been given. */
        CLOSING
    }

    private final ListenerState listener;
    private final ServerLoop shared;
    private final LoopScheduler loop;
    private final Channel channel;
    private final Peer peer;
    private final RequestLine line = new RequestLine();
    private final HeadReader head;
    private final RequestBody body;
    private final HeldInput input;
    private final OutputStage out;
    private final LazyTimer timer;
    private final WriteWatch watch;
    private final LingeringClose closing;
    private final ReadSize readSize;
    private final long acceptedNanos = System.nanoTime();

    private State state = State.HEAD;
    private @Nullable HttpExchange exchange;
    private @Nullable NettyReply reply;
    private long bodyLimit = -1;
    private boolean lastRequest;
    private int requests;
    private long headNanos;

    ClientConnection(ListenerState listener, ServerLoop shared, Channel channel, Peer peer, ReadSize readSize) {
        this.listener = listener;
        this.shared = shared;
        this.channel = channel;
        this.peer = peer;
        this.readSize = readSize;
        loop = shared.scheduler();
        ServerLimits limits = listener.settings().limits();
        head = new HeadReader(limits.head(), line);
        body = new RequestBody(loop, channel.alloc(), listener.budget(), limits.head());
        input = new HeldInput(channel.alloc());
        out = new OutputStage(channel.alloc(), loop, this);
        timer = new LazyTimer(loop, this::timedOut);
        long write = listener.settings().timeouts().write().toNanos();
        watch = new WriteWatch(channel, loop, write, this::abort);
        closing = new LingeringClose(channel, timer);
    }

    private ClientTimeouts timeouts() {
        return listener.settings().timeouts();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        shared.add(this);
        readSize.set(HEAD_READ_BYTES);
        timer.set(timeouts().header().toNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        loop.enter();
        try {
            ByteBuf all = input.with(in);
            advance(all);
            input.keep(all);
            paceReads();
        } catch (RuntimeException | Error bug) {
            broken(bug);
        } finally {
            in.release();
            loop.leave();
        }
    }

    private void advance(ByteBuf in) {
        while (in.isReadable()) {
            switch (state) {
                case HEAD -> {
                    // Not before the client has taken most of what it got: nobody pipelines us full.
                    if (!channel.isWritable() || !readHead(in)) {
                        return;
                    }
                }
                case EXCHANGE -> {
                    if (!body.reading()) {
                        return;
                    }
                    body.feed(in);
                    bodyProgress();
                }
                case CLOSING -> closing.discard(in);
            }
        }
    }

    private boolean readHead(ByteBuf in) {
        boolean first = !head.begun();
        if (head.feed(in)) {
            begin();
            return true;
        }
        Failure flaw = head.problem();
        if (flaw != null) {
            refuse(flaw);
            return true;
        }
        if (first && requests > 0) {
            timer.set(timeouts().header().toNanos());
        }
        return false;
    }

    private HttpRequestHead requestHead() {
        return head.started()
                ? new HttpRequestHead(line.method(), line.target(), head.fields(), peer.client(head.fields()))
                : new HttpRequestHead("", "", HeaderView.EMPTY, peer.address());
    }

    /** The head is complete: one exchange begins. */
    private void begin() {
        BodyFraming framing = BodyFraming.of(head.fields(), line.http10());
        Failure flaw = RequestChecks.check(line, head.fields(), framing);
        if (flaw != null) {
            refuse(flaw);
            return;
        }
        lastRequest = line.http10() || head.fields().lists("connection", "close");
        body.begin(framing);
        NettyReply answer = start(line.method().equals("HEAD"));
        headNanos = System.nanoTime();
        opened(listener.application().open(requestHead(), answer, loop));
    }

    private NettyReply start(boolean headOnly) {
        state = State.EXCHANGE;
        requests++;
        listener.requests().increment();
        timer.clear();
        bodyLimit = -1;
        NettyReply answer = new NettyReply(this, out, line.http10(), headOnly);
        reply = answer;
        return answer;
    }

    private void opened(HttpExchange begun) {
        exchange = begun;
        if (!channel.isWritable()) {
            begun.writable(false);
        }
        startBody();
    }

    /** Answers what is not sound HTTP, or came too late, and ends the connection. */
    private void refuse(Failure failure) {
        lastRequest = true;
        body.begin(BodyFraming.NOTHING);
        body.fail(failure);
        NettyReply answer = start(line.method().equals("HEAD"));
        opened(listener.application().refuse(requestHead(), failure, answer, loop));
    }

    /** Core asks for the body, maybe from inside {@code open}. */
    void bodyWanted(long maxBytes) {
        bodyLimit = maxBytes;
        if (exchange != null) {
            // Not from here: this is inside a call of core.
            loop.execute(() -> {
                startBody();
                resumeInput();
            });
        }
    }

    private void startBody() {
        if (bodyLimit < 0 || exchange == null) {
            return;
        }
        body.read(bodyLimit);
        bodyLimit = -1;
        if (body.reading()) {
            timer.set(bodyNanosLeft());
        }
        if (body.reading()
                && input.size() == 0
                && !line.http10()
                && head.fields().has("expect")) {
            channel.writeAndFlush(
                    channel.alloc().directBuffer(ResponseHead.CONTINUE.length).writeBytes(ResponseHead.CONTINUE));
        }
        bodyProgress();
    }

    private long bodyNanosLeft() {
        return timeouts().bodyNanos(body.size()) - (System.nanoTime() - headNanos);
    }

    private void bodyProgress() {
        HttpExchange current = exchange;
        if (current == null || body.reading()) {
            return;
        }
        timer.clear();
        Failure failure = body.failure();
        if (failure != null) {
            current.bodyFailed(failure);
        } else {
            Window window = new Window();
            Ticket ticket = body.take(window);
            current.body(window, ticket);
        }
    }

    /** Looks through what is held, now that it may be of use. */
    private void resumeInput() {
        ByteBuf held = input.held();
        if (held != null) {
            advance(held);
            input.keep(held);
        }
        paceReads();
    }

    private void paceReads() {
        int limit = listener.settings().limits().pipelinedBytes() - EARLY_READ_BYTES;
        boolean room = body.reading() || input.size() <= limit;
        if (channel.config().isAutoRead() != room) {
            channel.config().setAutoRead(room);
        }
        readSize.set(
                body.reading()
                        ? (int) Math.max(MIN_READ_BYTES, Math.min(MAX_READ_BYTES, body.expected()))
                        : state == State.HEAD ? HEAD_READ_BYTES : EARLY_READ_BYTES);
    }

    /** Whether another request may follow the one in progress. */
    boolean reusable() {
        ServerLimits limits = listener.settings().limits();
        return !lastRequest
                && body.complete()
                && !listener.draining()
                && requests < limits.keepAliveRequests()
                && System.nanoTime() - acceptedNanos < limits.keepAliveAge().toNanos();
    }

    /** Hands staged output to the channel and flushes it. */
    void write(OutputStage staged) {
        watch.beforeWrite();
        staged.writeTo(channel);
        watch.afterWrite();
        channel.flush();
        watch.flushed();
    }

    @Override
    public void flushBatch() {
        out.untouch();
        NettyReply current = reply;
        if (current == null) {
            out.discard();
        } else {
            current.flush(shared);
        }
    }

    @Override
    public void batchFailed() {
        channel.close();
    }

    /** The answer is out. */
    void answered(boolean close, boolean reset) {
        boolean unread = body.unread();
        exchange = null;
        reply = null;
        body.drop();
        if (reset) {
            // The only way to show an HTTP/1.0 client that its answer is not whole.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        if (close || unread || !reusable()) {
            state = State.CLOSING;
            closing.begin(unread);
            resumeInput();
            return;
        }
        state = State.HEAD;
        head.next();
        timer.set(timeouts().idle().toNanos());
        resumeInput();
    }

    private void timedOut() {
        switch (state) {
            case HEAD -> {
                if (head.begun()) {
                    refuse(new Failure.RequestTimeout());
                } else {
                    channel.close();
                }
            }
            case EXCHANGE -> {
                if (!body.reading()) {
                    return;
                }
                long left = bodyNanosLeft();
                if (left > 0) {
                    timer.set(left);
                } else {
                    body.fail(new Failure.RequestTimeout());
                    bodyProgress();
                }
            }
            case CLOSING -> channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        loop.enter();
        try {
            HttpExchange current = exchange;
            if (current != null) {
                current.writable(channel.isWritable());
            } else if (channel.isWritable() && state == State.HEAD) {
                resumeInput();
            }
        } catch (RuntimeException | Error bug) {
            broken(bug);
        } finally {
            loop.leave();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.enter();
        try {
            state = State.CLOSING;
            shared.remove(this);
            timer.close();
            watch.close();
            NettyReply unfinished = reply;
            HttpExchange abandoned = exchange;
            reply = null;
            exchange = null;
            if (unfinished != null) {
                unfinished.gone();
            }
            if (abandoned != null) {
                abandoned.clientGone();
            }
        } finally {
            out.discard();
            body.drop();
            input.drop();
            loop.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.error("client connection failed", cause);
        }
        channel.close();
    }

    private void broken(Throwable bug) {
        LOG.error("client connection failed", bug);
        channel.close();
    }

    private void abort() {
        channel.close();
    }

    /** Ends the connection if nothing is in progress on it. */
    void closeIfIdle() {
        if (state == State.HEAD && !head.begun() && input.size() == 0) {
            channel.close();
        }
    }

    /** Ends the exchange in progress, in its protocol's way. */
    void shutDown() {
        HttpExchange current = exchange;
        if (current != null) {
            current.shutDown();
        } else if (state == State.HEAD) {
            channel.close();
        }
    }

    /** Ends the connection, whatever goes on. */
    void close() {
        channel.close();
    }
}
