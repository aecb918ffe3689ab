package io.gemigo.gateway.runtime.defaults;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    private static final String OWN_JSON = "gateway.access";
    private static final int ROOM = 8192;
    private static final int ROOM_FOR_DEBUG = ROOM / 2;
    private static final int ROOM_FOR_INFO = ROOM * 4 / 5;
    private static final int BATCH_BYTES = 64 << 10;
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long STOP_MILLIS = 2_000;

    private final OutputStream out;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private volatile boolean stopping;
    private volatile boolean parked;
    private @Nullable Thread writer;
    private long reported;

    /** An appender to standard output. */
    public LineAppender() {
        this(new FileOutputStream(FileDescriptor.out));
    }

    LineAppender(OutputStream out) {
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
        if (!usage && waiting.get() >= room(event.getLevel())) {
            dropped.increment();
            return;
        }
        boolean json = usage || event.getLoggerName().equals(OWN_JSON);
        waiting.incrementAndGet();
        lines.add(json ? event.getFormattedMessage() : LogLine.of(event));
        if (parked) {
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
        ByteArrayOutputStream batch = new ByteArrayOutputStream(BATCH_BYTES);
        while (true) {
            collect(batch);
            if (batch.size() > 0) {
                write(batch);
            } else if (stopping) {
                return;
            } else {
                parked = true;
                if (lines.isEmpty() && !stopping) {
                    LockSupport.parkNanos(this, IDLE_NANOS);
                }
                parked = false;
            }
        }
    }

    private void collect(ByteArrayOutputStream batch) {
        String line = lines.poll();
        while (line != null) {
            waiting.decrementAndGet();
            batch.writeBytes(line.getBytes(StandardCharsets.UTF_8));
            batch.write('\n');
            line = batch.size() < BATCH_BYTES ? lines.poll() : null;
        }
        long lost = dropped.sum();
        if (lost > reported) {
            String told = new LogLine("dropped", System.currentTimeMillis())
                    .number("lines", lost - reported)
                    .end();
            reported = lost;
            batch.writeBytes((told + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(ByteArrayOutputStream batch) {
        try {
            batch.writeTo(out);
            out.flush();
        } catch (IOException closed) {
            addError("log lines lost", closed);
        }
        batch.reset();
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
