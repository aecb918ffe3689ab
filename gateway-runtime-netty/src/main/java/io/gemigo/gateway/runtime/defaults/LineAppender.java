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
    private static final int BLOCK_BYTES = 64 << 10;
    private static final int BLOCKS = 24;
    private static final int BLOCKS_FOR_DEBUG = BLOCKS / 2;
    private static final int BLOCKS_FOR_INFO = BLOCKS * 4 / 5;
    private static final int BLOCKS_TO_GATHER = BLOCKS / 4;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long lines may gather before they are written: under load nobody has to wake the writer for each of them. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long STOP_MILLIS = 2_000;

    private final WritableByteChannel out;
    private final LineQueue lines = new LineQueue(BLOCKS, BLOCK_BYTES);
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
        if (!usage && lines.used() > blocks(event.getLevel())) {
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

    /** How many blocks lines of a level may use. */
    private static int blocks(Level level) {
        return level.isGreaterOrEqual(Level.WARN) ? BLOCKS : level == Level.INFO ? BLOCKS_FOR_INFO : BLOCKS_FOR_DEBUG;
    }

    /** Lines dropped since the start. */
    public long dropped() {
        return dropped.sum();
    }

    private void run() {
        while (true) {
            tellDropped();
            if (lines.drainTo(this::write)) {
                if (!stopping) {
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
        return idle ? !lines.isEmpty() : lines.used() > BLOCKS_TO_GATHER;
    }

    private void tellDropped() {
        long lost = dropped.sum();
        if (lost > reported) {
            LogLine told = new LogLine()
                    .begin("dropped", System.currentTimeMillis())
                    .number(LINES, lost - reported)
                    .end();
            reported = lost;
            lines.add(told.bytes().array(), 0, told.bytes().length());
        }
    }

    private void write(ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                if (out.write(bytes) == 0) {
                    // A full pipe that does not make writers wait.
                    LockSupport.parkNanos(this, GATHER_NANOS);
                }
            }
        } catch (IOException closed) {
            addError("log lines lost", closed);
        }
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
