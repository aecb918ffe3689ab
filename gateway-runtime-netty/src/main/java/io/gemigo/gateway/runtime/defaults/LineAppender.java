package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes log lines on a thread of its own, so that no event loop waits for a terminal or a disk: one JSON object a line,
 * many lines a write. What cannot be written in time is dropped and counted, debug lines first, usage records never.
 * Thread-safe.
 */
public final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String USAGE = "gateway.usage";
    private static final byte[] LINES = JsonWriter.preparedName("lines");
    private static final int ROOM = 2048;
    private static final int ROOM_FOR_DEBUG = ROOM / 2;
    private static final int ROOM_FOR_INFO = ROOM * 4 / 5;
    private static final int ROOM_TO_GATHER = ROOM / 4;
    private static final int BATCH_BYTES = 64 << 10;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long lines may gather before they are written: under load nobody has to wake the writer for each of them. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long STOP_MILLIS = 2_000;

    private final WritableByteChannel out;
    private final LineQueue lines = new LineQueue(ROOM);
    private final ThreadLocal<LogLine> ordinary = ThreadLocal.withInitial(LogLine::new);
    private final LongAdder dropped = new LongAdder();
    private volatile boolean stopping;
    /** The writer sleeps, or is about to, and nobody has woken it yet. */
    private volatile boolean resting;

    /** It sleeps because there is nothing to write. */
    private volatile boolean idle;

    private @Nullable Thread writer;
    private long reported;

    /** An appender to standard output. */
    public LineAppender() {
        // A channel keeps its memory from write to write, where a stream makes some for each.
        this(new FileOutputStream(FileDescriptor.out).getChannel());
    }

    LineAppender(WritableByteChannel out) {
        this.out = out;
    }

    @Override
    public void start() {
        Thread thread = new Thread(this::run, "gateway-log");
        thread.setDaemon(true);
        writer = thread;
        thread.start();
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean usage = event.getLoggerName().equals(USAGE);
        if (!usage && lines.waiting() >= room(event.getLevel())) {
            dropped.increment();
            return;
        }
        LogLine line = event instanceof LineEvent finished
                ? finished.line()
                : ordinary.get().begin(event).end();
        ByteBuilder bytes = line.bytes();
        if (usage) {
            lines.add(bytes.array(), 0, bytes.length());
        } else if (!lines.offer(bytes.array(), 0, bytes.length())) {
            dropped.increment();
        }
        if (resting && wanted()) {
            // Whoever comes next need not call again before the writer has come.
            resting = false;
            LockSupport.unpark(writer);
        }
    }

    private static int room(Level level) {
        return level.isGreaterOrEqual(Level.WARN) ? ROOM : level == Level.INFO ? ROOM_FOR_INFO : ROOM_FOR_DEBUG;
    }

    /** Lines dropped since the start. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        ByteBuilder batch = new ByteBuilder(BATCH_BYTES);
        while (true) {
            lines.drainTo(batch, BATCH_BYTES);
            tellDropped(batch);
            if (batch.length() > 0) {
                // Else more waits, and with a rest after each batch somebody would have to wake it for the next.
                boolean last = batch.length() < BATCH_BYTES;
                write(batch);
                if (last && !stopping) {
                    rest(GATHER_NANOS);
                }
            } else if (stopping) {
                return;
            } else {
                idle = true;
                rest(IDLE_NANOS);
                idle = false;
            }
        }
    }

    private void rest(long nanos) {
        resting = true;
        // Whoever came before that has woken nobody.
        if (!stopping && !wanted()) {
            LockSupport.parkNanos(this, nanos);
        }
        resting = false;
    }

    /** Whether there is enough to write to end a rest. */
    private boolean wanted() {
        return idle ? !lines.isEmpty() : lines.waiting() > ROOM_TO_GATHER;
    }

    private void tellDropped(ByteBuilder batch) {
        long lost = dropped.sum();
        if (lost > reported) {
            LogLine told = new LogLine()
                    .begin("dropped", System.currentTimeMillis())
                    .number(LINES, lost - reported)
                    .end();
            reported = lost;
            batch.append(told.bytes().array(), 0, told.bytes().length()).append('\n');
        }
    }

    private void write(ByteBuilder batch) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(batch.array(), 0, batch.length());
            while (bytes.hasRemaining()) {
                if (out.write(bytes) == 0) {
                    // A full pipe that does not make writers wait.
                    LockSupport.parkNanos(this, GATHER_NANOS);
                }
            }
        } catch (IOException closed) {
            addError("log lines lost", closed);
        }
        batch.clear(BATCH_BYTES * 2);
    }

    @Override
    public void stop() {
        super.stop();
        stopping = true;
        Thread thread = writer;
        if (thread != null) {
            LockSupport.unpark(thread);
            try {
                thread.join(STOP_MILLIS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
