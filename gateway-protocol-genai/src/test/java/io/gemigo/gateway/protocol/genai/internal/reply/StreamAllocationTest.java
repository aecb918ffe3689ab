package io.gemigo.gateway.protocol.genai.internal.reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the stream encoder allocates while text flows. */
class StreamAllocationTest {
    private static final int DELTAS = 200_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void allocatesNothingForATextDelta() {
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        threads.setThreadAllocatedMemoryEnabled(true);
        Replies reply = Replies.sse().started();
        byte[] text = Replies.escape("Hello, \u4e16\u754c\n");
        flow(reply, text);

        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        flow(reply, text);
        long allocated = threads.getThreadAllocatedBytes(id) - before;

        assertThat(reply.staged()).endsWith("\r\n\r\n");
        // What JIT and JaCoCo may cause; one byte per delta would be 200 000.
        assertThat(allocated).isLessThan(20_000);
    }

    private static void flow(Replies reply, byte[] text) {
        for (int i = 0; i < DELTAS; i++) {
            if (i % 64 == 0) {
                reply.read();
                reply.stage.clear();
            }
            reply.encoder.text(0, text, 0, text.length);
        }
        reply.read();
    }
}
