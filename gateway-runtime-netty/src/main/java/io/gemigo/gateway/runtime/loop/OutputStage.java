package io.gemigo.gateway.runtime.loop;

import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundInvoker;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the output of one connection during one entry into core: small pieces are copied into pooled buffers, large
 * ranges of tickets join as retained slices. Loop-confined; owns what it holds until {@link #writeTo} or {@link #discard}.
 */
public final class OutputStage implements Stage {
    /**
     * Ranges under this are copied: one more entry in a gathering write costs more than moving them. So are ranges that
     * are small beside the buffer they would pin, since water marks count bytes and not what these keep alive.
     */
    private static final int SLICE_BYTES = 1024;

    private static final int MAX_PIN_FACTOR = 4;
    private static final int PIECE_BYTES = 1024;
    /** Room left behind a piece, so that the end of its frame finds place in the same buffer. */
    private static final int TAILROOM = 16;

    private final ByteBufAllocator allocator;
    private final LoopScheduler loop;
    private final Batched owner;
    private final List<ByteBuf> pieces = new ArrayList<>(4);
    private boolean touched;
    private int headroom;
    private boolean firstIsOurs;
    private boolean lastIsOurs;
    private int length;

    /** An empty stage; its owner is flushed at the end of each entry in which something was staged. */
    public OutputStage(ByteBufAllocator allocator, LoopScheduler loop, Batched owner) {
        this.allocator = allocator;
        this.loop = loop;
        this.owner = owner;
    }

    /** Has the owner flushed when this entry ends. */
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
        if (ticket instanceof BufTicket counted) {
            pass(counted.buffer(), counted.offset() + from, count);
        } else if (ticket instanceof HeapTicket heap) {
            if (count < SLICE_BYTES) {
                write(heap.array(), heap.from() + from, heap.from() + to);
            } else {
                add(Unpooled.wrappedBuffer(heap.array(), heap.from() + from, count), count);
            }
        } else {
            throw new IllegalArgumentException("a ticket of another runtime: " + ticket.getClass());
        }
    }

    private void pass(ByteBuf source, int offset, int count) {
        if (count < SLICE_BYTES || (long) count * MAX_PIN_FACTOR < source.capacity()) {
            room(count).writeBytes(source, offset, count);
            length += count;
        } else {
            add(source.retainedSlice(offset, count), count);
        }
    }

    private void add(ByteBuf piece, int count) {
        pieces.add(piece);
        lastIsOurs = false;
        length += count;
    }

    private ByteBuf room(int count) {
        if (lastIsOurs) {
            ByteBuf last = pieces.get(pieces.size() - 1);
            if (last.writableBytes() >= count) {
                return last;
            }
        }
        int front = pieces.isEmpty() ? headroom : 0;
        ByteBuf piece = allocator.directBuffer(front + Math.max(PIECE_BYTES - front % PIECE_BYTES, count + TAILROOM));
        piece.setIndex(front, front);
        firstIsOurs |= pieces.isEmpty();
        lastIsOurs = true;
        pieces.add(piece);
        return piece;
    }

    /** Appends bytes that are no payload. */
    public void frame(byte[] array, int from, int to) {
        if (to > from) {
            room(to - from).writeBytes(array, from, to - from);
        }
    }

    /** Puts bytes that are no payload in front of everything. */
    public void prepend(byte[] array, int from, int to) {
        int count = to - from;
        if (firstIsOurs) {
            ByteBuf first = pieces.get(0);
            int start = first.readerIndex() - count;
            if (start >= 0) {
                first.setBytes(start, array, from, count);
                first.readerIndex(start);
                return;
            }
        }
        ByteBuf piece = allocator.directBuffer(count);
        piece.writeBytes(array, from, count);
        lastIsOurs &= !pieces.isEmpty();
        firstIsOurs = false;
        pieces.add(0, piece);
    }

    /** Hands everything to the channel, in order, and is empty again. The caller flushes. */
    public void writeTo(ChannelOutboundInvoker to) {
        for (int i = 0; i < pieces.size(); i++) {
            to.write(pieces.get(i), to.voidPromise());
        }
        reset();
    }

    /** Drops everything. */
    public void discard() {
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
