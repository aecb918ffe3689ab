package io.gemigo.gateway.core.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.gemigo.gateway.core.bytes.Window;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P5: what the decoder allocates. */
class SseAllocationTest {
    private static final int EVENTS = 1_000;
    private static final int READS = 200;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Window window = new Window();
    private int heard;
    private long bytes;
    private final SseListener listener = event -> {
        heard++;
        bytes += event.data().length();
        return true;
    };

    @BeforeEach
    void needsAJvmThatCounts() {
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        threads.setThreadAllocatedMemoryEnabled(true);
    }

    private long allocated(Runnable task) {
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        task.run();
        return threads.getThreadAllocatedBytes(id) - before;
    }

    private static byte[] stream(String event) {
        return event.repeat(EVENTS).getBytes(StandardCharsets.UTF_8);
    }

    private void read(SseDecoder decoder, byte[] stream, int pieceBytes) {
        for (int at = 0; at < stream.length; at += pieceBytes) {
            decoder.feed(window.aim(stream, at, Math.min(stream.length, at + pieceBytes)), listener);
        }
    }

    @Test
    void allocatesNothingForPlainEvents() {
        byte[] stream = stream("data: {\"choices\":[{\"delta\":{\"content\":\"\u4f60\u597d\"}}]}\n\n");
        SseDecoder decoder = new SseDecoder(8 << 20);
        read(decoder, stream, stream.length);

        long allocated = allocated(() -> {
            for (int i = 0; i < READS; i++) {
                read(decoder, stream, stream.length);
            }
        });

        assertThat(heard).isEqualTo(EVENTS * (READS + 1));
        assertThat(bytes).isPositive();
        // What JIT and JaCoCo may cause; one byte per event would be 200 000.
        assertThat(allocated).isLessThan(20_000);
    }

    @Test
    void allocatesNothingForEventsOfOtherFormsOrCutAnywhere() {
        byte[] stream = stream("id:1\r\nevent:result\r\n:HTTP_STATUS/200\r\ndata:{\"a\":1}\r\ndata:{}\r\n\r\n");
        SseDecoder decoder = new SseDecoder(8 << 20);
        read(decoder, stream, 1 << 10);

        long allocated = allocated(() -> {
            for (int i = 0; i < READS; i++) {
                read(decoder, stream, 1_000 + i);
            }
        });

        assertThat(heard).isEqualTo(EVENTS * (READS + 1));
        assertThat(allocated).isLessThan(20_000);
    }

    @Test
    void copiesALongEventFedByteByByteNoMoreThanGrowingNeeds() {
        int length = 1 << 20;
        byte[] stream = ("data: " + "x".repeat(length - 8) + "\n\n").getBytes(StandardCharsets.US_ASCII);
        SseDecoder decoder = new SseDecoder(length);

        long allocated = allocated(() -> {
            for (int i = 0; i < stream.length; i++) {
                decoder.feed(window.aim(stream, i, i + 1), listener);
                if (i < stream.length - 1 && decoder.heldBytes() != i + 1) {
                    throw new AssertionError("holds " + decoder.heldBytes() + " of " + (i + 1));
                }
            }
        });

        assertThat(heard).isEqualTo(1);
        assertThat(bytes).isEqualTo(length - 8);
        assertThat(decoder.heldBytes()).isZero();
        // Doubling sums up to less than four times the length; quadratic copying would be 500 000 times it.
        assertThat(allocated).isLessThan(4L * length + 20_000);
    }
}
