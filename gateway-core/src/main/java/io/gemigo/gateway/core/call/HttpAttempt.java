package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.bytes.Body;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseEvent;
import io.gemigo.gateway.core.sse.SseListener;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A try at an HTTP upstream: sends the request, watches the clock, feeds the decoders, and lets nothing through that is not
 * whole and checked.
 */
final class HttpAttempt implements Attempt, HttpTransport.Listener, SseListener, Meter.Owner, Runnable {
    /** Where the attempt stands. */
    private enum State {
        /** Sent; the answer's head is awaited. */
        SENT,
        /** An event stream is being read. */
        STREAM,
        /** An answer in one piece is being collected. */
        UNARY,
        /** An answer that tells of an error is being collected. */
        ERROR,
        /** All is said; the end of the body is awaited so that the connection can be used again. */
        DRAINING,
        /** Over. */
        DONE
    }

    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final Window NOTHING = Window.of(new byte[0], 0, 0);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Components components;
    private final HttpProvider provider;
    private final ModelCard card;
    private final boolean stream;
    private final String callId;
    private final Scheduler loop;
    private final Answer answer;
    private final Attempt.Owner owner;
    private final Meter meter;
    private final Scheduler.Timer deadline;

    /** Null once it is sent. */
    private @Nullable Body body;

    private State state = State.SENT;
    private HttpTransport.@Nullable Exchange exchange;
    private boolean paused;
    private boolean cancelled;
    private boolean reported;
    /** All bytes of the answer are here. */
    private boolean received;

    private boolean ended;
    private @Nullable Failure failure;

    private @Nullable ModelCard correction;

    private int status;
    private @Nullable HeaderList errorHeaders;
    private long expectedBytes = -1;
    private @Nullable CollectedBody collected;
    private @Nullable SseDecoder events;
    private @Nullable EventDecoder decoder;
    private @Nullable Window read;
    private @Nullable Ticket ticket;

    HttpAttempt(
            Components components,
            HttpProvider provider,
            ModelCard card,
            Body body,
            boolean stream,
            String callId,
            Scheduler loop,
            Answer answer,
            ChatSink reader,
            Attempt.Owner owner,
            long promptTokens,
            long mostBytes) {
        this.components = components;
        this.provider = provider;
        this.card = card;
        this.body = body;
        this.stream = stream;
        this.callId = callId;
        this.loop = loop;
        this.answer = answer;
        this.owner = owner;
        meter = new Meter(reader, this, promptTokens, mostBytes);
        deadline = loop.timer(this);
    }

    @Override
    public void start() {
        Body asked = body;
        if (asked == null) {
            throw new IllegalStateException("started twice");
        }
        body = null;
        HeaderList headers = new HeaderList(4);
        provider.authorize(headers);
        headers.add("content-type", "application/json");
        headers.add("accept", stream ? "text/event-stream" : "application/json");
        headers.add("x-request-id", callId);
        GatewaySettings settings = components.settings();
        deadline.set((stream ? settings.firstByteStream() : settings.firstByteUnary()).toNanos());
        HttpTransport.Exchange sent = components
                .transport()
                .send(
                        new HttpTransport.Request(
                                provider.endpoint(), "POST", provider.chat().path(), headers, asked),
                        loop,
                        this);
        exchange = sent;
        if (state == State.DONE) {
            sent.cancel();
        } else if (paused) {
            sent.pause();
        }
    }

    @Override
    public void head(int answerStatus, HeaderView headers) {
        if (state != State.SENT) {
            return;
        }
        status = answerStatus;
        deadline.set(components.settings().idle().toNanos());
        expectedBytes = headers.number("content-length");
        if (answerStatus != 200) {
            state = State.ERROR;
            HeaderList kept = new HeaderList();
            headers.forEach(kept::add);
            errorHeaders = kept;
            collected = new CollectedBody(512, MAX_ERROR_BYTES);
            return;
        }
        String flaw = stream ? UpstreamHead.notEvents(headers) : UpstreamHead.notJson(headers);
        if (flaw != null) {
            fail(malformed(flaw));
        } else if (stream) {
            state = State.STREAM;
            events = new SseDecoder(components.settings().maxEventBytes());
            decoder = provider.chat().eventDecoder();
        } else {
            state = State.UNARY;
        }
    }

    @Override
    public void body(Window window, Ticket arrived) {
        try {
            switch (state) {
                case STREAM -> streamed(window, arrived);
                case UNARY -> unary(window, arrived);
                case ERROR -> {
                    if (collected != null) {
                        collected.add(window);
                    }
                }
                case DRAINING -> abandon();
                case SENT, DONE -> {}
            }
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    private void streamed(Window window, Ticket arrived) {
        if (!paused) {
            deadline.set(components.settings().idle().toNanos());
        }
        read = window;
        ticket = arrived;
        boolean fits = events == null || events.feed(window, this);
        read = null;
        ticket = null;
        if (!fits) {
            meter.failed(malformed("event over the limit"));
        }
        if (ended) {
            report();
        } else {
            answer.endOfRead();
        }
    }

    @Override
    public boolean event(SseEvent event) {
        Window window = read;
        Ticket arrived = ticket;
        EventDecoder current = decoder;
        if (current != null) {
            if (window != null && arrived != null) {
                answer.event(event, window, arrived, current, meter);
            } else {
                answer.event(event, event.data(), HeapTicket.of(new byte[0]), current, meter);
            }
        }
        return !ended;
    }

    private void unary(Window window, Ticket arrived) {
        deadline.set(components.settings().idle().toNanos());
        if (collected == null && window.length() == expectedBytes) {
            received = true;
            wholeAnswer(window, arrived);
        } else {
            collect(window);
        }
    }

    private void collect(Window window) {
        if (collected == null) {
            long expected = Math.max(expectedBytes, window.length() * 2L);
            collected = new CollectedBody(expected, components.settings().maxUnaryBytes());
        }
        if (!collected.add(window)) {
            fail(malformed("answer over the limit"));
        }
    }

    private void wholeAnswer(Window window, Ticket arrived) {
        UnaryDecoder unaryDecoder = provider.chat().unaryDecoder();
        answer.unary(window, arrived, unaryDecoder, meter);
        if (!ended) {
            meter.failed(malformed("answer without an end"));
        }
        report();
    }

    @Override
    public void end() {
        try {
            switch (state) {
                case STREAM -> {
                    if (events != null) {
                        events.finish(this);
                    }
                    if (!ended && decoder != null) {
                        answer.end(decoder, meter);
                    }
                    if (!ended) {
                        meter.failed(malformed("stream without an end"));
                    }
                    state = State.DONE;
                    report();
                }
                case UNARY -> {
                    Window all = collected == null ? NOTHING : collected.window();
                    state = State.DONE;
                    wholeAnswer(all, new HeapTicket(all.array(), all.from(), all.length()));
                }
                case ERROR -> {
                    HeaderView headers = errorHeaders == null ? HeaderView.EMPTY : errorHeaders;
                    state = State.DONE;
                    Window whole = collected == null ? NOTHING : collected.window();
                    correction = provider.chat().corrected(card, status, whole);
                    meter.failed(provider.chat().error(status, headers, whole));
                    report();
                }
                case SENT -> fail(malformed("end without a head"));
                case DRAINING -> {
                    state = State.DONE;
                    deadline.cancel();
                }
                case DONE -> {}
            }
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    @Override
    public void failed(Failure reason) {
        if (state == State.DRAINING || state == State.DONE) {
            state = State.DONE;
            deadline.cancel();
            return;
        }
        state = State.DONE;
        meter.failed(reason);
        report();
    }

    private void broken(RuntimeException bug) {
        components.log().bug(callId, bug);
        meter.mute();
        if (!ended) {
            ended(new Failure.Internal());
        }
        report();
    }

    private Failure malformed(String problem) {
        return new Failure.UpstreamMalformed(problem, status);
    }

    private void fail(Failure reason) {
        meter.failed(reason);
        report();
    }

    /** The deadline has come. */
    @Override
    public void run() {
        if (state == State.DRAINING) {
            abandon();
            return;
        }
        Failure.UpstreamTimeout.Phase phase =
                state == State.SENT ? Failure.UpstreamTimeout.Phase.FIRST_BYTE : Failure.UpstreamTimeout.Phase.IDLE;
        fail(new Failure.UpstreamTimeout(phase, status));
    }

    /** The meter heard the end; told on by {@link #report} once everything that belongs before it is staged. */
    @Override
    public void ended(@Nullable Failure reason) {
        ended = true;
        failure = reason;
    }

    private void report() {
        if (!ended || cancelled || reported) {
            return;
        }
        reported = true;
        collected = null;
        if (failure == null && state != State.DONE) {
            state = State.DRAINING;
            if (received) {
                // The end is in the same breath: the transport has every byte.
                deadline.cancel();
            } else {
                deadline.set(DRAIN_NANOS);
            }
            if (paused && exchange != null) {
                exchange.resume();
            }
        } else {
            boolean over = state == State.DONE;
            state = State.DONE;
            deadline.cancel();
            if (!over && exchange != null) {
                exchange.cancel();
            }
        }
        if (failure == null) {
            answer.completed();
        }
        owner.attemptEnded(failure);
    }

    private void abandon() {
        state = State.DONE;
        deadline.cancel();
        if (exchange != null) {
            exchange.cancel();
        }
    }

    @Override
    public void pause() {
        paused = true;
        if (exchange != null && !ended) {
            exchange.pause();
            if (state != State.SENT) {
                deadline.cancel();
            }
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (exchange != null && !ended) {
            exchange.resume();
            if (state != State.SENT) {
                deadline.set(components.settings().idle().toNanos());
            }
        }
    }

    @Override
    public void cancel() {
        meter.mute();
        cancelled = true;
        abandon();
    }

    @Override
    public Meter meter() {
        return meter;
    }

    @Override
    public @Nullable ModelCard correction() {
        return correction;
    }
}
