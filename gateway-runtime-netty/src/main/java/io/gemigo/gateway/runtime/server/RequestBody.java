package io.gemigo.gateway.runtime.server;

import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Ticket;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.runtime.http1.BodyFraming;
import io.gemigo.gateway.runtime.http1.ChunkedDecoder;
import io.gemigo.gateway.runtime.http1.HeadLimits;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects one request's body in one buffer, within the limit asked for and the budget of all. Loop-confined; owns the
 * buffer until {@link #take}.
 */
final class RequestBody {
    private static final int FIRST_BYTES = 16 << 10;
    private static final byte[] NOTHING = new byte[0];
    private static final Duration BUSY = Duration.ofSeconds(1);

    /** Where it stands. */
    private enum State {
        /** There is none. */
        NONE,
        /** Nobody has asked for it. */
        UNREAD,
        /** Being read. */
        READING,
        /** All there. */
        COMPLETE,
        /** Cannot be had. */
        FAILED
    }

    private final LoopScheduler loop;
    private final ByteBufAllocator allocator;
    private final BodyBudget budget;
    private final ChunkedDecoder chunks;
    private final BodyFraming framing;

    private State state = State.NONE;
    private long limit;
    private @Nullable ByteBuf buffer;
    private int charged;
    private @Nullable Failure failure;

    /** A body that is framed as this says of each request. */
    RequestBody(
            LoopScheduler loop,
            ByteBufAllocator allocator,
            BodyBudget budget,
            HeadLimits trailers,
            BodyFraming framing) {
        this.loop = loop;
        this.allocator = allocator;
        this.budget = budget;
        this.chunks = new ChunkedDecoder(trailers);
        this.framing = framing;
    }

    /** The head of another request has arrived. */
    void begin() {
        failure = null;
        boolean empty = framing.kind() == BodyFraming.Kind.UNSAID
                || framing.kind() == BodyFraming.Kind.LENGTH && framing.length() == 0;
        state = empty ? State.NONE : State.UNREAD;
    }

    /** Whether there are bytes of it that nobody has read: the connection cannot be used again. */
    boolean unread() {
        return state == State.UNREAD || state == State.READING || state == State.FAILED;
    }

    boolean reading() {
        return state == State.READING;
    }

    boolean complete() {
        return state == State.COMPLETE || state == State.NONE;
    }

    /** Why it cannot be had. */
    @Nullable
    Failure failure() {
        return failure;
    }

    /** Bytes still expected, as far as known; for the size of reads. */
    long expected() {
        ByteBuf sofar = buffer;
        return framing.kind() == BodyFraming.Kind.LENGTH
                ? framing.length() - (sofar == null ? 0 : sofar.readableBytes())
                : Long.MAX_VALUE;
    }

    /** Its length as said or as far as read. */
    long size() {
        ByteBuf sofar = buffer;
        return framing.kind() == BodyFraming.Kind.LENGTH ? framing.length() : sofar == null ? 0 : sofar.readableBytes();
    }

    /** It is wanted, up to so many bytes. */
    void read(long maxBytes) {
        if (state != State.UNREAD) {
            return;
        }
        limit = Math.min(maxBytes, Integer.MAX_VALUE - FIRST_BYTES);
        if (framing.kind() == BodyFraming.Kind.LENGTH && framing.length() > limit) {
            fail(new Failure.TooLarge(maxBytes));
            return;
        }
        int first = (int) Math.min(expected(), FIRST_BYTES);
        if (!budget.take(first)) {
            fail(busy());
            return;
        }
        charged = first;
        buffer = allocator.heapBuffer(first);
        chunks.next();
        state = State.READING;
    }

    /** Takes what belongs to the body and no more. */
    void feed(ByteBuf in) {
        if (framing.kind() == BodyFraming.Kind.LENGTH) {
            int count = (int) Math.min(in.readableBytes(), expected());
            if (append(count)) {
                into().writeBytes(in, count);
                if (expected() == 0) {
                    state = State.COMPLETE;
                }
            }
            return;
        }
        byte[] scratch = loop.scratch();
        while (state == State.READING && in.isReadable()) {
            int count = Math.min(in.readableBytes(), scratch.length);
            in.getBytes(in.readerIndex(), scratch, 0, count);
            int payload = chunks.decode(scratch, 0, count);
            in.skipBytes(chunks.consumed());
            String problem = chunks.problem();
            if (problem != null) {
                fail(new Failure.MalformedHttp(400, "malformed_chunk", "The body is malformed: " + problem + "."));
            } else if (append(payload)) {
                into().writeBytes(scratch, Math.max(0, chunks.payloadFrom()), payload);
                if (chunks.done()) {
                    state = State.COMPLETE;
                }
            }
        }
    }

    private ByteBuf into() {
        ByteBuf to = buffer;
        if (to == null) {
            throw new IllegalStateException("not reading");
        }
        return to;
    }

    private boolean append(int count) {
        ByteBuf to = into();
        long need = (long) to.readableBytes() + count;
        if (need > limit) {
            fail(new Failure.TooLarge(limit));
            return false;
        }
        if (need > charged) {
            long most = framing.kind() == BodyFraming.Kind.LENGTH ? framing.length() : limit;
            // Twice what has come: a client gets no memory for bytes it only promises.
            int capacity = (int) Math.min(most, 2 * need);
            if (!budget.take(capacity - charged)) {
                fail(busy());
                return false;
            }
            charged = capacity;
            to.capacity(capacity);
        }
        return true;
    }

    private static Failure busy() {
        return new Failure.Overloaded("Too many large requests at once.", BUSY);
    }

    /** It does not come any more. */
    void fail(Failure why) {
        drop();
        failure = why;
        state = State.FAILED;
    }

    /** Aims a window at the complete body and hands over its ticket, with one count. */
    Ticket take(Window window) {
        ByteBuf whole = buffer;
        state = State.NONE;
        if (whole == null) {
            window.aim(NOTHING, 0, 0);
            return HeapTicket.of(NOTHING);
        }
        buffer = null;
        int from = whole.arrayOffset() + whole.readerIndex();
        window.aim(whole.array(), from, from + whole.readableBytes());
        Ticket ticket = new BodyTicket(whole, budget, charged);
        charged = 0;
        return ticket;
    }

    /** Lets go of everything. */
    void drop() {
        ByteBuf held = buffer;
        buffer = null;
        if (held != null) {
            held.release();
            budget.giveBack(charged);
            charged = 0;
        }
    }
}
