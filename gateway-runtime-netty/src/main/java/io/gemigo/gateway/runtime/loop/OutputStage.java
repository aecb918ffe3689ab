package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelOutboundInvoker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the output of one connection during one turn of its loop: small pieces are copied into one pooled buffer that
 * grows, ranges of tickets that follow each other are one range, and a large one joins as a retained slice. Loop-confined;
 * owns what it holds until {@link #writeTo} or {@link #discard}.
 */
public final class OutputStage implements Stage {
    /**
     * Ranges under this are copied: one more entry in a gathering write costs more than moving them. So are ranges that
     * are small beside the buffer they would pin, since water marks count bytes and not what these keep alive.
     */
    private static final int SLICE_BYTES = 4096;

    private static final int MAX_PIN_FACTOR = 4;
    /** Up to here a piece is made larger when it is full: one buffer more in a gathering write costs more than moving it. */
    private static final int GROWN_BYTES = 32 << 10;

    /** Room left behind a piece, so that the end of its frame finds place in the same buffer. */
    private static final int TAILROOM = 16;

    private final LoopScheduler loop;
    private final Batched owner;
    private final List<ByteBuf> pieces = new ArrayList<>(4);
    private boolean touched;
    /** What was passed last and may go on: a retained buffer and a range of it. */
    private @Nullable ByteBuf passed;

    private int passedFrom;
    private int passedTo;

    private int headroom;
    private boolean firstIsOurs;
    private boolean lastIsOurs;
    private int length;

    /** An empty stage; its owner is flushed at the end of each turn in which something was staged. */
    public OutputStage(LoopScheduler loop, Batched owner) {
        this.loop = loop;
        this.owner = owner;
    }

    /** Has the owner flushed when this turn of the loop ends. */
    public void touch() {
        if (!touched) {
            touched = true;
            loop.touch(owner);
        }
    }

    /** For the owner, when its flush begins. */
    public void untouch() {
        touched = false;
    }

    /** Keeps so much room in front of the first piece, for what {@link #prepend} will put there. */
    public void headroom(int bytes) {
        headroom = bytes;
    }

    /** Number of payload bytes staged. */
    public int length() {
        return length;
    }

    @Override
    public void write(byte[] array, int from, int to) {
        touch();
        frame(array, from, to);
        length += to - from;
    }

    @Override
    public void pass(Ticket ticket, int from, int to) {
        int count = to - from;
        if (count <= 0) {
            return;
        }
        touch();
        length += count;
        if (ticket instanceof BufTicket counted) {
            pass(counted.buffer(), counted.offset() + from, count);
        } else if (ticket instanceof HeapTicket heap) {
            frame(heap.array(), heap.from() + from, heap.from() + to);
        } else {
            throw new IllegalArgumentException("a ticket of another runtime: " + ticket.getClass());
        }
    }

    // The same buffer is meant, not one that holds the same.
    @SuppressWarnings("ReferenceEquality")
    private void pass(ByteBuf source, int offset, int count) {
        if (source == passed && offset == passedTo) {
            passedTo += count;
            return;
        }
        settle();
        passed = source.retain();
        passedFrom = offset;
        passedTo = offset + count;
    }

    /** Nothing more joins the range that was passed last: it becomes a piece, or part of one. */
    private void settle() {
        ByteBuf source = passed;
        if (source == null) {
            return;
        }
        passed = null;
        int count = passedTo - passedFrom;
        // The channel would copy memory of the heap itself.
        boolean copied = !source.isDirect() || count < SLICE_BYTES || (long) count * MAX_PIN_FACTOR < source.capacity();
        if (copied) {
            room(count).writeBytes(source, passedFrom, count);
        } else {
            add(source.retainedSlice(passedFrom, count));
        }
        source.release();
    }

    private void add(ByteBuf piece) {
        pieces.add(piece);
        lastIsOurs = false;
    }

    private ByteBuf room(int count) {
        if (lastIsOurs) {
            ByteBuf last = pieces.get(pieces.size() - 1);
            if (last.writableBytes() >= count) {
                return last;
            }
            if (last.readableBytes() + count <= GROWN_BYTES) {
                return last.ensureWritable(count + TAILROOM);
            }
        }
        int front = pieces.isEmpty() ? headroom : 0;
        int need = front + count + TAILROOM;
        ByteBuf piece = need <= LoopScheduler.PIECE_BYTES
                ? loop.piece()
                : Loops.allocator().directBuffer(need);
        piece.setIndex(front, front);
        firstIsOurs |= pieces.isEmpty();
        lastIsOurs = true;
        pieces.add(piece);
        return piece;
    }

    /** Appends bytes that are no payload. */
    public void frame(byte[] array, int from, int to) {
        if (to > from) {
            settle();
            room(to - from).writeBytes(array, from, to - from);
        }
    }

    /** Puts bytes that are no payload in front of everything. */
    public void prepend(byte[] array, int from, int to) {
        int count = to - from;
        settle();
        if (firstIsOurs) {
            ByteBuf first = pieces.get(0);
            int start = first.readerIndex() - count;
            if (start >= 0) {
                first.setBytes(start, array, from, count);
                first.readerIndex(start);
                return;
            }
        }
        ByteBuf piece = Loops.allocator().directBuffer(count);
        piece.writeBytes(array, from, count);
        lastIsOurs &= !pieces.isEmpty();
        firstIsOurs = false;
        pieces.add(0, piece);
    }

    /** Hands everything to the channel, in order, and is empty again. The caller flushes. */
    public void writeTo(ChannelOutboundInvoker to) {
        settle();
        for (int i = 0; i < pieces.size(); i++) {
            to.write(pieces.get(i), to.voidPromise());
        }
        reset();
    }

    /** Drops everything. */
    public void discard() {
        ByteBuf source = passed;
        if (source != null) {
            passed = null;
            source.release();
        }
        for (int i = 0; i < pieces.size(); i++) {
            pieces.get(i).release();
        }
        reset();
    }

    private void reset() {
        pieces.clear();
        firstIsOurs = false;
        lastIsOurs = false;
        length = 0;
    }
}
