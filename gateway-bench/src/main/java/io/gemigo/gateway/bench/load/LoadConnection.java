package io.gemigo.gateway.bench.load;

import io.gemigo.gateway.bench.wire.HttpBody;
import io.gemigo.gateway.bench.wire.HttpHead;
import io.gemigo.gateway.bench.wire.StampReader;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection: sends a request, reads and checks its answer, and again. Confined to the load's thread. */
final class LoadConnection {
    private static final int TAIL_BYTES = 1024;
    private static final int OK = 200;

    /** Hears of answers. */
    interface Owner {
        /** The answer was whole. */
        void answered(LoadConnection connection);

        /** Something went wrong; the connection is closed and can send again. */
        void failed(LoadConnection connection, String why);
    }

    private final LoadPlan plan;
    private final Owner owner;
    private final Tally tally;
    private final Selector selector;
    private final byte[] in;
    private final ByteBuffer request;
    private final HttpHead head = new HttpHead();
    private final HttpBody body = new HttpBody();
    private final StampReader stamps = new StampReader();
    /** The last bytes of the answer's body. */
    private final byte[] tail = new byte[TAIL_BYTES];

    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private int tailLength;
    private boolean busy;
    private boolean headSeen;
    private long dueNanos;
    private long firstByteNanos;
    private long readNanos;

    LoadConnection(LoadPlan plan, Owner owner, Tally tally, Selector selector, byte[] in) {
        this.plan = plan;
        this.owner = owner;
        this.tally = tally;
        this.selector = selector;
        this.in = in;
        request = ByteBuffer.wrap(plan.request());
    }

    /** Whether an answer is awaited. */
    boolean busy() {
        return busy;
    }

    /** Whether it is open and its answer has sent something. */
    boolean held() {
        return busy && stamps.found() > 0 && stamps.inOrder();
    }

    /** Sends a request, over a new connection if the last one is gone. */
    void send(long due) {
        busy = true;
        headSeen = false;
        firstByteNanos = 0;
        dueNanos = due;
        tailLength = 0;
        head.reset();
        stamps.reset();
        request.clear();
        tally.sent++;
        try {
            SocketChannel open = channel;
            if (open == null) {
                connect();
            } else {
                write(open);
            }
        } catch (IOException gone) {
            fail("cannot send: " + gone.getMessage());
        }
    }

    private void connect() throws IOException {
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        fresh.configureBlocking(false);
        fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
        boolean connected = fresh.connect(plan.address());
        key = fresh.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        if (connected) {
            write(fresh);
        }
    }

    private void write(SocketChannel open) throws IOException {
        open.write(request);
        SelectionKey registered = key;
        if (registered != null) {
            int wanted = request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
            if (registered.interestOps() != wanted) {
                registered.interestOps(wanted);
            }
        }
    }

    /** The socket can be used. */
    void ready(SelectionKey selected) {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            if (selected.isConnectable()) {
                open.finishConnect();
                write(open);
            } else if (selected.isWritable()) {
                write(open);
            }
            if (selected.isValid() && selected.isReadable()) {
                read(open);
            }
        } catch (IOException gone) {
            lost(gone.getMessage());
        }
    }

    private void lost(@Nullable String why) {
        if (busy) {
            fail("the connection broke: " + why);
        } else {
            // A connection kept for later may be closed by either side.
            close();
        }
    }

    private void read(SocketChannel open) throws IOException {
        int count = open.read(ByteBuffer.wrap(in));
        readNanos = System.nanoTime();
        if (count < 0) {
            ended();
            return;
        }
        if (!busy) {
            fail("bytes that nobody asked for");
            return;
        }
        if (firstByteNanos == 0) {
            firstByteNanos = readNanos;
        }
        int at = 0;
        if (!headSeen) {
            at = head.feed(in, 0, count);
            if (!head.complete()) {
                return;
            }
            headSeen = true;
            body.begin(head);
        }
        at = body.feed(in, at, count, this::payload);
        if (body.complete()) {
            complete(at < count);
        }
    }

    private void payload(byte[] a, int from, int to) {
        boolean none = stamps.found() == 0;
        tally.events(stamps.read(a, from, to, readNanos, tally.transit()));
        if (none && stamps.found() > 0) {
            tally.begun++;
        }
        int length = to - from;
        if (length >= TAIL_BYTES) {
            System.arraycopy(a, to - TAIL_BYTES, tail, 0, TAIL_BYTES);
            tailLength = TAIL_BYTES;
            return;
        }
        int kept = Math.min(tailLength, TAIL_BYTES - length);
        System.arraycopy(tail, tailLength - kept, tail, 0, kept);
        System.arraycopy(a, from, tail, kept, length);
        tailLength = kept + length;
    }

    private void ended() {
        if (busy && headSeen && body.completeAtEnd()) {
            complete(false);
        } else {
            lost("closed by the peer");
        }
    }

    private void complete(boolean more) {
        String flaw = more ? "bytes behind the answer" : flaw();
        if (flaw != null) {
            fail(flaw);
            return;
        }
        busy = false;
        if (head.close()) {
            close();
        }
        tally.answered(readNanos - dueNanos, firstByteNanos - dueNanos);
        owner.answered(this);
    }

    private @Nullable String flaw() {
        if (head.status() != OK) {
            return "status " + head.status() + ": " + new String(tail, 0, tailLength, StandardCharsets.UTF_8);
        }
        if (!stamps.inOrder()) {
            return "events out of order";
        }
        if (stamps.found() != plan.expected().stamps()) {
            return stamps.found() + " events instead of " + plan.expected().stamps();
        }
        return endsWell() ? null : "the answer's end is missing";
    }

    private boolean endsWell() {
        byte[] ending = plan.expected().ending();
        for (int i = tailLength - ending.length; i >= 0; i--) {
            if (Arrays.equals(tail, i, i + ending.length, ending, 0, ending.length)) {
                return true;
            }
        }
        return false;
    }

    private void fail(String why) {
        busy = false;
        close();
        owner.failed(this, why);
    }

    /** Ends the connection, whatever goes on. */
    void close() {
        SocketChannel open = channel;
        channel = null;
        key = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                tally.failed("cannot close: " + alreadyGone.getMessage());
            }
        }
    }
}
