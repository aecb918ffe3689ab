package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.http.HttpRequestHead;
import io.gemigo.gateway.core.port.Scheduler.Timer;
import io.gemigo.gateway.runtime.http1.BodyFraming;
import io.gemigo.gateway.runtime.http1.HeadReader;
import io.gemigo.gateway.runtime.http1.RequestLine;
import io.gemigo.gateway.runtime.loop.Batched;
import io.gemigo.gateway.runtime.loop.InputReader;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.OutputStage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client connection: reads requests strictly, one at a time, and hands each to the application. Answers are in order
 * because a request waits for the end of the answer before it. Loop-confined.
 */
final class ClientConnection extends ChannelInboundHandlerAdapter implements Batched, InputReader {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.runtime");
    private static final Duration MEMORY_WAIT = Duration.ofSeconds(1);

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
    private final BodyFraming framing = new BodyFraming();
    private final RequestInProgress request;
    private final HeldInput input;
    private final Timer timer;
    private final WriteWatch watch;
    private final LingeringClose closing;
    private final ReadPace pace;
    private final long acceptedNanos = System.nanoTime();

    private State state = State.HEAD;
    /** The head before this one, which mostly asked for the same; its fields are those of any head here. */
    private @Nullable HttpRequestHead lastHead;

    private boolean lastRequest;
    private boolean proven;
    private int requests;

    ClientConnection(ListenerState listener, ServerLoop shared, Channel channel, Peer peer) {
        this.listener = listener;
        this.shared = shared;
        this.channel = channel;
        this.peer = peer;
        loop = shared.scheduler();
        pace = new ReadPace(channel, loop, listener.settings().limits().pipelinedBytes());
        channel.config().setRecvByteBufAllocator(pace);
        head = new HeadReader(listener.settings().limits().head(), line);
        timer = loop.timer(this::timedOut);
        request = new RequestInProgress(this, listener, loop, channel, timer, framing);
        input = new HeldInput(channel.alloc());
        watch = new WriteWatch(channel, loop, timeouts().write().toNanos(), this::close);
        closing = new LingeringClose(channel, timer);
    }

    private ClientTimeouts timeouts() {
        return listener.settings().timeouts();
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        shared.add(this);
        timer.set(timeouts().header().toNanos());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        loop.arrived(this, (ByteBuf) message);
    }

    @Override
    public void take(ByteBuf in) {
        try {
            ByteBuf all = input.with(in);
            advance(all);
            input.keep(all);
            paceReads();
        } catch (RuntimeException | Error bug) {
            broken(bug);
        } finally {
            in.release();
        }
    }

    /** Looks through what is held, now that it may be of use. */
    void resumeInput() {
        ByteBuf held = input.held();
        if (held != null) {
            advance(held);
            input.keep(held);
        }
        paceReads();
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
                    if (!request.reading()) {
                        return;
                    }
                    request.feed(in);
                }
                case CLOSING -> closing.discard(in);
            }
        }
    }

    /** False if the head is not complete yet. */
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

    private void begin() {
        framing.read(head.fields(), line.http10());
        Failure flaw = RequestChecks.check(line, head.fields(), framing);
        if (flaw == null && line.method().equals("POST") && listener.memory().full()) {
            flaw = new Failure.Overloaded("The gateway has no memory for more requests.", MEMORY_WAIT);
        }
        if (flaw != null) {
            refuse(flaw);
            return;
        }
        state = State.EXCHANGE;
        requests++;
        lastRequest = line.http10() || head.fields().lists("connection", "close");
        request.open(line, requestHead());
    }

    /** Answers what is not sound HTTP, or came too late, and ends the connection. */
    private void refuse(Failure failure) {
        state = State.EXCHANGE;
        requests++;
        lastRequest = true;
        request.refuse(line, requestHead(), failure);
    }

    private HttpRequestHead requestHead() {
        if (!head.started()) {
            return new HttpRequestHead("", "", HeaderView.EMPTY, peer.address());
        }
        String client = peer.client(head.fields());
        HttpRequestHead last = lastHead;
        if (last == null || !last.remoteAddress().equals(client) || !line.is(last.method(), last.target())) {
            last = new HttpRequestHead(line.method(), line.target(), head.fields(), client);
            lastHead = last;
        }
        return last;
    }

    private void paceReads() {
        if (request.reading()) {
            pace.body(request.expected());
        } else if (state == State.HEAD) {
            pace.head(input.size());
        } else {
            pace.early(input.size());
        }
    }

    /** Core has taken a credential that came over this connection. */
    void proven() {
        if (!proven) {
            proven = true;
            channel.attr(HttpListener.PROVEN).set(Boolean.TRUE);
            listener.connections().prove();
        }
    }

    /** Whether another request may follow the one in progress: asked once, when the head that says so is written. */
    boolean reusable() {
        ServerLimits limits = listener.settings().limits();
        return !lastRequest
                && request.bodyComplete()
                && !listener.draining()
                && !listener.memory().tight()
                && requests < limits.keepAliveRequests()
                && loop.now() - acceptedNanos < limits.keepAliveAge().toNanos();
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
        request.flush(shared);
    }

    @Override
    public void batchFailed() {
        channel.close();
    }

    /**
     * The answer is out.
     *
     * @param close whether it was the last one
     * @param reset whether the client must not take the end of the connection for the end of the answer
     */
    void answered(boolean close, boolean reset) {
        // What the head has said holds, but for a drain that began since.
        boolean last = close || listener.draining();
        boolean unread = request.over();
        if (reset) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        if (last) {
            state = State.CLOSING;
            closing.begin(unread);
        } else {
            state = State.HEAD;
            head.next();
            timer.set(timeouts().idle().toNanos());
        }
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
            case EXCHANGE -> request.timedOut();
            case CLOSING -> channel.close();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        loop.enter();
        try {
            request.writable(channel.isWritable());
            if (state == State.HEAD && channel.isWritable()) {
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
        loop.takeReads();
        loop.enter();
        try {
            state = State.CLOSING;
            shared.remove(this);
            timer.cancel();
            watch.close();
            request.gone();
        } finally {
            input.drop();
            loop.leave();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            channel.close();
        } else {
            broken(cause);
        }
    }

    private void broken(Throwable bug) {
        LOG.error("client connection failed", bug);
        channel.close();
    }

    /** Ends the connection if nothing is in progress on it. */
    void closeIfIdle() {
        if (state == State.HEAD && !head.begun() && input.size() == 0) {
            channel.close();
        }
    }

    /** Ends the exchange in progress, in its protocol's way, or the connection if there is none. */
    void shutDown() {
        if (request.active()) {
            request.shutDown();
        } else {
            channel.close();
        }
    }

    /** Ends the connection, whatever goes on. */
    void close() {
        channel.close();
    }
}
