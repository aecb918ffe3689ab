package io.gemigo.gateway.runtime.defaults;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Lines on their way from many threads to the one that writes them. Their bytes are copied into places that are used again,
 * so a line in passing leaves no garbage; what finds no place goes into a list behind them if it must not be lost. Lines of
 * one thread stay in order. {@link #offer} and {@link #add} are for any thread, {@link #drainTo} for one.
 */
final class LineQueue {
    /** Places that have held a line longer than this do not keep its room. */
    private static final int KEPT_BYTES = 2048;

    private final int mask;
    /** Of each place, which line may come next: its number to be written, its number and one to be read. */
    private final AtomicLongArray turns;

    private final ByteBuilder[] places;
    private final AtomicLong next = new AtomicLong();
    private final Queue<byte[]> behind = new ConcurrentLinkedQueue<>();
    /** Number of the line to be read next; written by its reader alone. */
    private final AtomicLong read = new AtomicLong();

    /**
     * A queue.
     *
     * @param size number of places, a power of two
     */
    LineQueue(int size) {
        mask = size - 1;
        turns = new AtomicLongArray(size);
        places = new ByteBuilder[size];
        for (int i = 0; i < size; i++) {
            turns.set(i, i);
            places[i] = new ByteBuilder(0);
        }
    }

    /** Takes a copy of {@code a[from, to)}; false if there is no place. */
    boolean offer(byte[] a, int from, int to) {
        // Behind what waits without a place there is no overtaking.
        return behind.isEmpty() && place(a, from, to);
    }

    /** Takes a copy of {@code a[from, to)}, whatever it costs. */
    void add(byte[] a, int from, int to) {
        if (!offer(a, from, to)) {
            behind.add(Arrays.copyOfRange(a, from, to));
        }
    }

    private boolean place(byte[] a, int from, int to) {
        while (true) {
            long number = next.get();
            int at = (int) number & mask;
            long turn = turns.get(at);
            if (turn < number) {
                return false;
            }
            if (turn == number && next.compareAndSet(number, number + 1)) {
                places[at].append(a, from, to);
                turns.set(at, number + 1);
                return true;
            }
        }
    }

    /** Number of lines that wait in places; a guess while others go on. */
    int waiting() {
        return (int) Math.min(next.get() - read.get(), mask + 1L);
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        long number = read.get();
        return turns.get((int) number & mask) != number + 1 && behind.isEmpty();
    }

    /** Moves waiting lines to a batch, with line ends, until that is {@code enough} bytes long or nothing waits. */
    void drainTo(ByteBuilder batch, int enough) {
        while (batch.length() < enough) {
            long number = read.get();
            int at = (int) number & mask;
            if (turns.get(at) == number + 1) {
                ByteBuilder line = places[at];
                batch.append(line.array(), 0, line.length()).append('\n');
                line.clear(KEPT_BYTES);
                turns.set(at, number + 1 + mask);
                read.lazySet(number + 1);
            } else {
                byte[] late = behind.poll();
                if (late == null) {
                    return;
                }
                batch.append(late).append('\n');
            }
        }
    }
}
