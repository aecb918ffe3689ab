package io.gemigo.gateway.protocol.openai.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.Warnings;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** P5: what codecs allocate per request and per event. */
class AllocationTest {
    private static final int ROUNDS = 2_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @BeforeEach
    void needsAJvmThatCounts() {
        assumeThat(threads.isThreadAllocatedMemorySupported()).isTrue();
        threads.setThreadAllocatedMemoryEnabled(true);
    }

    /** Bytes a round allocates, once warm. */
    private long perRound(Runnable round) {
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        long id = Thread.currentThread().getId();
        long before = threads.getThreadAllocatedBytes(id);
        for (int i = 0; i < ROUNDS; i++) {
            round.run();
        }
        return (threads.getThreadAllocatedBytes(id) - before) / ROUNDS;
    }

    private static Window body(int promptChars) {
        return Window.of("{\"model\":\"asked\",\"stream\":true,\"temperature\":0.5,\"max_tokens\":100,\"messages\":["
                + "{\"role\":\"system\",\"content\":\"Answer briefly.\"},"
                + "{\"role\":\"user\",\"content\":\"" + "x".repeat(promptChars) + "\"}]}");
    }

    private static void relay(Window body) {
        OpenAiChatCodec codec = new OpenAiChatCodec();
        RelayScan scan = Objects.requireNonNull(
                codec.decode(body, new Warnings()).value().relay());
        scan.apply("real", 50L, new Splice());
    }

    @Test
    void relayedRequestCostsLittleHoweverLongThePrompt() {
        Window small = body(100);
        Window large = body(128 * 1024);
        long forSmall = perRound(() -> relay(small));
        long forLarge = perRound(() -> relay(large));
        assertThat(forSmall).isLessThan(2 * 1024);
        assertThat(forLarge).isLessThan(forSmall + 256);
    }

    @Test
    void textDeltaCostsNothingBeyondTheStage() {
        ByteBuilder out = new ByteBuilder(64 * 1024);
        ChatStreamEncoder encoder = new ChatStreamEncoder(Answers.CONTEXT, out, true, false);
        byte[] text = "some text".getBytes(StandardCharsets.UTF_8);
        encoder.toolCall(0, 0, "c", "f");
        long perDelta = perRound(() -> {
            out.clear();
            encoder.text(0, text, 0, text.length);
            encoder.thinking(0, text, 0, text.length);
            encoder.toolCallArguments(0, 0, text, 0, text.length);
            encoder.text(1, text, 0, text.length);
            encoder.endOfRead();
        });
        assertThat(perDelta).isZero();
    }
}
