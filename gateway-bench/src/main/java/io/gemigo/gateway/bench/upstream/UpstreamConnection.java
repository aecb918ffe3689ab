package io.gemigo.gateway.bench.upstream;

import io.gemigo.gateway.bench.wire.HttpBody;
import io.gemigo.gateway.bench.wire.HttpHead;
import io.gemigo.gateway.bench.wire.Stamp;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection of the fake upstream: one request at a time. Confined to the upstream's thread. */
final class UpstreamConnection {
    private static final byte[] NOT_FOUND =
            "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** What is going on. */
    private enum State {
        /** A request's head is read. */
        HEAD,
        /** A request's body is read. */
        BODY,
        /** The answer's time has not come. */
        THINKING,
        /** An answer in one piece is written. */
        WHOLE,
        /** A stream is written. */
        STREAM,
        /** Over. */
        CLOSED
    }

    private final FakeUpstream upstream;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final HttpHead head = new HttpHead();
    private final HttpBody body = new HttpBody();
    private final MemberFinder stream = new MemberFinder("stream");
    private final MemberFinder usage = new MemberFinder("include_usage");

    private State state = State.HEAD;
    private UpstreamSettings settings;
    private AnswerBytes answers;
    /** What the socket would not take. */
    private @Nullable ByteBuffer pending;

    private int nextEvent;
    private boolean begun;
    private long dueNanos;

    UpstreamConnection(FakeUpstream upstream, SocketChannel channel, SelectionKey key) {
        this.upstream = upstream;
        this.channel = channel;
        this.key = key;
        settings = upstream.settings();
        answers = upstream.answers();
    }

    long dueNanos() {
        return dueNanos;
    }

    /** The socket can be read or written. */
    void ready() {
        try {
            if (key.isWritable()) {
                writePending();
            }
            if (state != State.CLOSED && key.isReadable()) {
                read();
            }
        } catch (IOException gone) {
            close();
        }
    }

    private void read() throws IOException {
        byte[] in = upstream.in();
        int count = channel.read(ByteBuffer.wrap(in));
        if (count < 0) {
            close();
            return;
        }
        int at = 0;
        while (at < count && state != State.CLOSED) {
            at = take(in, at, count);
        }
    }

    private int take(byte[] in, int from, int to) throws IOException {
        int at = from;
        if (state == State.HEAD) {
            at = head.feed(in, from, to);
            if (!head.complete()) {
                return at;
            }
            body.begin(head);
            stream.reset();
            usage.reset();
            state = State.BODY;
        }
        if (state != State.BODY) {
            // Nobody sends a request before the last one has been answered.
            close();
            return to;
        }
        at = body.feed(in, at, to, this::look);
        if (body.complete()) {
            requested();
        }
        return at;
    }

    private void look(byte[] a, int from, int to) {
        stream.read(a, from, to);
        usage.read(a, from, to);
    }

    private void requested() throws IOException {
        settings = upstream.settings();
        answers = upstream.answers();
        long think = settings.think().toNanos();
        if (!head.post()) {
            state = State.WHOLE;
            write(NOT_FOUND, NOT_FOUND.length);
        } else if (think > 0) {
            state = State.THINKING;
            dueNanos = System.nanoTime() + think;
            upstream.schedule(this);
        } else {
            answer(System.nanoTime());
        }
    }

    /** The moment has come that it was scheduled for. */
    void due(long now) {
        try {
            switch (state) {
                case THINKING -> answer(now);
                case STREAM -> events(now);
                case HEAD, BODY, WHOLE, CLOSED -> {}
            }
        } catch (IOException gone) {
            close();
        }
    }

    private void answer(long now) throws IOException {
        if (stream.found()) {
            state = State.STREAM;
            nextEvent = 0;
            begun = false;
            dueNanos = now;
            events(now);
        } else {
            state = State.WHOLE;
            byte[] out = upstream.out();
            byte[] whole = answers.whole.length <= out.length ? out : new byte[answers.whole.length];
            System.arraycopy(answers.whole, 0, whole, 0, answers.whole.length);
            Stamp.write(whole, answers.wholeStamp, 0, now);
            write(whole, answers.whole.length);
        }
    }

    /** Writes what is due, in pieces of the size of the memory there is, until the socket has enough. */
    private void events(long now) throws IOException {
        while (state == State.STREAM && pending == null) {
            int length = fill(upstream.out(), now);
            if (length == 0) {
                upstream.schedule(this);
                return;
            }
            write(upstream.out(), length);
        }
    }

    private int fill(byte[] out, long now) {
        int length = 0;
        if (!begun) {
            begun = true;
            length = append(answers.first, out, length);
            dueNanos += settings.gap().toNanos();
        }
        byte[] last = usage.found() ? answers.lastWithUsage : answers.last;
        while (length + answers.event.length <= out.length && nextEvent < settings.events() && dueNanos - now <= 0) {
            append(answers.event, out, length);
            Stamp.write(out, length + answers.eventStamp, nextEvent++, now);
            length += answers.event.length;
            dueNanos += settings.gap().toNanos();
        }
        if (nextEvent == settings.events() && length + last.length <= out.length) {
            length = append(last, out, length);
            state = State.WHOLE;
        }
        return length;
    }

    private static int append(byte[] bytes, byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    private void write(byte[] bytes, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        channel.write(buffer);
        if (buffer.hasRemaining()) {
            pending = ByteBuffer.wrap(Arrays.copyOfRange(bytes, buffer.position(), length));
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        } else {
            written();
        }
    }

    private void writePending() throws IOException {
        ByteBuffer rest = pending;
        if (rest == null) {
            return;
        }
        channel.write(rest);
        if (!rest.hasRemaining()) {
            pending = null;
            key.interestOps(SelectionKey.OP_READ);
            written();
            if (state == State.STREAM) {
                events(System.nanoTime());
            }
        }
    }

    private void written() {
        if (state == State.WHOLE) {
            state = State.HEAD;
            head.reset();
        }
    }

    private void close() {
        state = State.CLOSED;
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            key.cancel();
        }
    }
}
