package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.HeapTicket;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Ticket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stage on arrays that behaves like one on sockets: what is written is copied, what is passed is counted and read only
 * when it is flushed. Takes {@link ArrayTicket}s and {@link HeapTicket}s. Single-owner.
 */
public final class RecordingStage implements Stage {
    private static final byte[] NOTHING = new byte[0];

    private final List<Piece> staged = new ArrayList<>();
    private final ByteBuilder sent = new ByteBuilder(256);
    private int stagedBytes;

    /** An empty stage. */
    public RecordingStage() {}

    /** Something staged: bytes to copy, or a ticket's range. */
    private record Piece(byte[] bytes, @Nullable Ticket ticket, int from, int to) {
        void send(ByteBuilder out) {
            if (ticket == null) {
                out.append(bytes);
            } else if (ticket instanceof ArrayTicket array) {
                out.append(array.copy(from, to));
            } else if (ticket instanceof HeapTicket heap) {
                out.append(heap.array(), heap.from() + from, heap.from() + to);
            } else {
                throw new IllegalArgumentException("a ticket of someone else: " + ticket.getClass());
            }
        }

        void release() {
            if (ticket != null) {
                ticket.release();
            }
        }
    }

    @Override
    public void write(byte[] array, int from, int to) {
        stagedBytes += to - from;
        staged.add(new Piece(Arrays.copyOfRange(array, from, to), null, 0, 0));
    }

    @Override
    public void pass(Ticket ticket, int from, int to) {
        if (from < 0 || to < from || to > ticket.length()) {
            throw new IndexOutOfBoundsException(from + ".." + to + " of " + ticket.length());
        }
        ticket.retain();
        stagedBytes += to - from;
        staged.add(new Piece(NOTHING, ticket, from, to));
    }

    /** Bytes staged and not flushed yet. */
    public int stagedBytes() {
        return stagedBytes;
    }

    /** Sends what is staged and gives its counts back. */
    public RecordingStage flush() {
        staged.forEach(piece -> piece.send(sent));
        discard();
        return this;
    }

    /** Drops what is staged and gives its counts back. */
    public void discard() {
        staged.forEach(Piece::release);
        staged.clear();
        stagedBytes = 0;
    }

    /** Everything flushed so far. */
    public byte[] sent() {
        return sent.toBytes();
    }
}
