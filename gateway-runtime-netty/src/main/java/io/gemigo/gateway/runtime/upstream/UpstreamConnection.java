package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Failure.UpstreamUnavailable.Reason;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.runtime.http1.BodyFraming;
import io.gemigo.gateway.runtime.http1.ChunkedDecoder;
import io.gemigo.gateway.runtime.http1.HeadLimits;
import io.gemigo.gateway.runtime.http1.HeadReader;
import io.gemigo.gateway.runtime.http1.StatusLine;
import io.gemigo.gateway.runtime.loop.Batched;
import io.gemigo.gateway.runtime.loop.BufTicket;
import io.gemigo.gateway.runtime.loop.InputReader;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.OutputStage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to an upstream: sends one request at a time and reads its answer strictly. It is used again only if the
 * answer was complete, framed soundly and followed by nothing. Loop-confined.
 */
final class UpstreamConnection extends ChannelInboundHandlerAdapter implements Batched, InputReader {
    private static final Logger LOG = LoggerFactory.getLogger("gateway.runtime");
    private static final int MAX_INFORMATIONAL = 10;
    private static final int FIRST_FINAL_STATUS = 200;
    private static final int SWITCHING = 101;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    /** What the next bytes are. */
    private enum State {
        /** None are due. */
        IDLE,
        /** The head of an answer. */
        HEAD,
        /** A body of known length. */
        LENGTH,
        /** A body in chunks. */
        CHUNKS,
        /** A body up to the end of the connection. */
        UNTIL_CLOSE,
        /** Of no interest. */
        CLOSED
    }

    private final LoopPool pool;
    private final LoopScheduler loop;
    private final StatusLine line = new StatusLine();
    private final HeadReader head = new HeadReader(HeadLimits.RESPONSE, line);
    private final BodyFraming framing = new BodyFraming();
    private final ChunkedDecoder chunks = new ChunkedDecoder(HeadLimits.RESPONSE);
    private final Window window = new Window();
    private final long madeNanos = System.nanoTime();

    private @Nullable Channel channel;
    private @Nullable OutputStage out;
    private @Nullable UpstreamExchange exchange;
    private State state = State.IDLE;
    private boolean established;
    private boolean reused;
    private boolean keepAlive;
    private boolean reset;
    private int informational;
    private long remaining;
    /** Reads that have arrived and wait to be taken: if it is idle, nobody has asked for them. */
    private int unread;

    private long idleSince;

    UpstreamConnection(LoopPool pool) {
        this.pool = pool;
        loop = pool.loop();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        out = new OutputStage(loop, this);
    }

    private Channel channel() {
        Channel present = channel;
        if (present == null) {
            throw new IllegalStateException("no channel yet");
        }
        return present;
    }

    private OutputStage out() {
        OutputStage present = out;
        if (present == null) {
            throw new IllegalStateException("no channel yet");
        }
        return present;
    }

    /** It is connected and secure; its place counts as taken until it closes. */
    void established() {
        established = true;
        pool.connected(this);
    }

    /** Whether a request may be sent on it. */
    boolean usable(long now) {
        return state == State.IDLE && unread == 0 && channel().isActive() && idleUntil() - now > 0 && !tooOld(now);
    }

    boolean tooOld(long now) {
        return now - madeNanos > pool.settings().maxAge().toNanos();
    }

    long idleUntil() {
        return idleSince + pool.settings().idle().toNanos();
    }

    /**
     * Sends a request.
     *
     * @param again whether it has been used before, so that it may turn out to be dead
     */
    void start(UpstreamExchange next, boolean again) {
        exchange = next;
        reused = again;
        state = State.HEAD;
        informational = 0;
        head.next();
        next.on(this);
        reading(!next.paused());
        HttpTransport.Request request = next.request();
        ByteBuilder builder = pool.builder();
        RequestHead.write(builder, request, pool.headLines());
        OutputStage stage = out();
        stage.frame(builder.array(), 0, builder.length());
        request.body().writeTo(stage);
        stage.touch();
    }

    /** Whether to read the answer on. */
    void reading(boolean on) {
        if (channel().config().isAutoRead() != on) {
            channel().config().setAutoRead(on);
        }
    }

    @Override
    public void flushBatch() {
        OutputStage stage = out();
        stage.untouch();
        if (state == State.CLOSED) {
            stage.discard();
        } else {
            stage.writeTo(channel());
            channel().flush();
        }
    }

    @Override
    public void batchFailed() {
        channel().close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        unread++;
        loop.arrived(this, (ByteBuf) message);
    }

    @Override
    public void take(ByteBuf in) {
        unread--;
        try {
            while (in.isReadable() && state != State.CLOSED) {
                read(in);
            }
        } catch (RuntimeException | Error bug) {
            LOG.error("upstream connection failed", bug);
            channel().close();
        } finally {
            in.release();
        }
    }

    private void read(ByteBuf in) {
        switch (state) {
            // Nobody asked for it: whatever it is, it must not become the next answer.
            case IDLE -> close();
            case HEAD -> {
                if (head.feed(in)) {
                    answer(in);
                } else if (head.problem() != null) {
                    malformed(head.problem().message());
                }
            }
            case LENGTH -> {
                int count = slice((int) Math.min(in.readableBytes(), remaining));
                remaining -= count;
                deliver(in, count);
                if (remaining == 0 && state == State.LENGTH) {
                    complete(in);
                }
            }
            case CHUNKS -> chunks(in);
            case UNTIL_CLOSE -> deliver(in, slice(in.readableBytes()));
            case CLOSED -> in.skipBytes(in.readableBytes());
        }
    }

    private int slice(int count) {
        return Math.min(count, loop.scratch().length);
    }

    private void answer(ByteBuf in) {
        UpstreamExchange current = current();
        int status = line.status();
        if (status < FIRST_FINAL_STATUS) {
            if (status == SWITCHING || ++informational > MAX_INFORMATIONAL) {
                malformed("unexpected informational answers");
            } else {
                head.next();
            }
            return;
        }
        framing.read(head.fields(), line.http10());
        Failure.MalformedHttp flaw = framing.problem();
        if (flaw != null) {
            malformed(flaw.message());
            return;
        }
        String coding = head.fields().get("content-encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            malformed("the body is coded though no coding was asked for");
            return;
        }
        keepAlive = !line.http10() && !head.fields().lists("connection", "close");
        boolean bodiless = status == NO_CONTENT || status == NOT_MODIFIED;
        state = switch (framing.kind()) {
            case LENGTH -> State.LENGTH;
            case CHUNKED -> State.CHUNKS;
            case UNSAID -> State.UNTIL_CLOSE;
        };
        remaining = framing.length();
        chunks.next();
        current.answered();
        current.listener().head(status, head.fields());
        if (exchange == current && (bodiless || state == State.LENGTH && remaining == 0)) {
            complete(in);
        }
    }

    private UpstreamExchange current() {
        UpstreamExchange current = exchange;
        if (current == null) {
            throw new IllegalStateException("no exchange");
        }
        return current;
    }

    private void deliver(ByteBuf in, int count) {
        byte[] scratch = loop.scratch();
        int offset = in.readerIndex();
        in.readBytes(scratch, 0, count);
        current().listener().body(window.aim(scratch, 0, count), new BufTicket(in, offset, count));
    }

    private void chunks(ByteBuf in) {
        byte[] scratch = loop.scratch();
        int offset = in.readerIndex();
        int count = slice(in.readableBytes());
        in.getBytes(offset, scratch, 0, count);
        int payload = chunks.decode(scratch, 0, count);
        in.skipBytes(chunks.consumed());
        String problem = chunks.problem();
        if (problem != null) {
            malformed(problem);
            return;
        }
        if (payload > 0) {
            int from = chunks.payloadFrom();
            if (chunks.moved()) {
                in.setBytes(offset + from, scratch, from, payload);
            }
            window.aim(scratch, from, from + payload);
            current().listener().body(window, new BufTicket(in, offset + from, payload));
        }
        if (chunks.done() && state == State.CHUNKS) {
            complete(in);
        }
    }

    private void complete(ByteBuf in) {
        UpstreamExchange done = current();
        exchange = null;
        done.ended();
        boolean sent = channel().unsafe().outboundBuffer() != null
                && channel().unsafe().outboundBuffer().isEmpty();
        if (keepAlive && sent && unread == 0 && !in.isReadable()) {
            state = State.IDLE;
            idleSince = loop.now();
            reading(true);
            pool.free(this);
        } else {
            close();
        }
        done.listener().end();
    }

    private void malformed(String problem) {
        UpstreamExchange broken = current();
        exchange = null;
        close();
        broken.fail(new Failure.UpstreamMalformed(problem, head.started() ? line.status() : 0));
    }

    /** Ends it at once; its exchange, if any, hears nothing. */
    void close() {
        exchange = null;
        state = State.CLOSED;
        channel().close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        loop.takeReads();
        loop.enter();
        try {
            State before = state;
            UpstreamExchange abandoned = exchange;
            exchange = null;
            state = State.CLOSED;
            out().discard();
            if (established) {
                pool.closed(this);
            }
            if (abandoned != null) {
                lost(abandoned, before);
            }
        } finally {
            loop.leave();
        }
    }

    private void lost(UpstreamExchange abandoned, State before) {
        boolean untouched = before == State.HEAD && !head.begun() && informational == 0;
        if (before == State.UNTIL_CLOSE && !reset) {
            abandoned.ended();
            abandoned.listener().end();
        } else if (untouched && reused && abandoned.mayRetry()) {
            pool.connect(abandoned);
        } else if (before == State.HEAD && !untouched) {
            abandoned.fail(new Failure.UpstreamMalformed("the head ends early", 0));
        } else {
            int status = before == State.HEAD ? 0 : line.status();
            abandoned.fail(new Failure.UpstreamUnavailable(Reason.RESET, null, status));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // Resets, failed writes, TLS alerts: what there is to say is said when the channel is closed.
        reset = true;
        channel().close();
    }
}
