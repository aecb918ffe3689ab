package io.gemigo.gateway.testkit.upstream;

import io.gemigo.gateway.testkit.time.Signal;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a socket on a thread of its own, up to a bound, so that a client's leaving is noticed while nobody reads: a
 * server that waits at a gate would otherwise not know. Reading is for one thread at a time.
 */
final class ReadAhead extends InputStream {

    private static final int BOUND_BYTES = 64 * 1024;

    private final Signal signal = new Signal();
    private final byte[] buffer = new byte[BOUND_BYTES];
    private final Runnable atEnd;
    private int from;
    private int size;
    private boolean ended;

    /** Calls {@code atEnd} once, on the reading thread, when the client has closed or the socket has failed. */
    ReadAhead(Runnable atEnd) {
        this.atEnd = atEnd;
    }

    void start(InputStream in, String name) {
        Thread thread = new Thread(() -> pump(in), name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(InputStream in) {
        byte[] read = new byte[8 * 1024];
        try {
            int count = in.read(read);
            while (count >= 0) {
                append(read, count);
                count = in.read(read);
            }
        } catch (IOException e) {
            // A reset, or the socket was closed on this side: the end all the same.
        } finally {
            signal.change(() -> ended = true);
            atEnd.run();
        }
    }

    private void append(byte[] read, int count) {
        signal.awaitPatiently(() -> ended || size + count <= BOUND_BYTES);
        signal.change(() -> {
            if (ended) {
                return;
            }
            for (int i = 0; i < count; i++) {
                buffer[(from + size + i) % BOUND_BYTES] = read[i];
            }
            size += count;
        });
    }

    /** Ends the stream at once; what was read ahead is lost. */
    void discard() {
        signal.change(() -> {
            ended = true;
            size = 0;
        });
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        signal.awaitPatiently(() -> size > 0 || ended);
        return signal.changeAndGet(() -> {
            if (size == 0) {
                return -1;
            }
            int count = Math.min(length, size);
            for (int i = 0; i < count; i++) {
                target[offset + i] = buffer[(from + i) % BOUND_BYTES];
            }
            from = (from + count) % BOUND_BYTES;
            size -= count;
            return count;
        });
    }

    @Override
    public int available() {
        return signal.get(() -> size);
    }
}
