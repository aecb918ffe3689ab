package io.gemigo.gateway.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.sse.SseDecoder;
import io.gemigo.gateway.core.sse.SseEvent;
import io.gemigo.gateway.core.sse.SseListener;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The property the relay's speed rests on: a chunk of text costs no allocation, edits included. */
class SteadyStateTest {
    private static final int EVENTS = 20_000;
    private static final byte[] CHUNK =
            ("data: {\"choices\":[{\"delta\":{\"content\":\" rise\",\"reasoning_content\":null},"
                            + "\"finish_reason\":null,\"index\":0,\"logprobs\":null}],\"object\":\"chat.completion.chunk\",\"usage\":null,"
                            + "\"created\":1763800000,\"system_fingerprint\":null,\"model\":\"qwen3-max\",\"id\":\"chatcmpl-1\"}\n\n")
                    .getBytes(StandardCharsets.UTF_8);

    @Test
    void readsTextWithoutAllocating() {
        assertThat(bytesPerEvent(null)).isLessThan(1.0);
    }

    @Test
    void editsTextWithoutAllocating() {
        assertThat(bytesPerEvent(new RelayEdits(new ReplyContext("req-1", "gpt-4o", 0), false)))
                .isLessThan(1.0);
    }

    private static double bytesPerEvent(@Nullable RelayEdits edits) {
        Feed feed = new Feed(edits);
        feed.run();
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        threads.getCurrentThreadAllocatedBytes();
        long least = Long.MAX_VALUE;
        // The first rounds may still allocate for the compiler's sake.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            feed.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(feed.texts).isEqualTo(6L * EVENTS);
        return (double) least / EVENTS;
    }

    /** One long stream, and a sink that counts. */
    private static final class Feed implements SseListener, ChatSink {
        private final @Nullable RelayEdits edits;
        private final ChatChunkDecoder decoder = new ChatChunkDecoder(Decoding.ERRORS);
        private final SseDecoder events = new SseDecoder(1 << 16);
        private final Window window = Window.of(CHUNK);
        private long texts;

        private Feed(@Nullable RelayEdits edits) {
            this.edits = edits;
        }

        private void run() {
            for (int i = 0; i < EVENTS; i++) {
                events.feed(window, this);
            }
        }

        @Override
        public boolean event(SseEvent event) {
            if (edits != null) {
                edits.clear();
            }
            decoder.event(event, this, edits);
            return true;
        }

        @Override
        public void text(int choice, byte[] a, int from, int to) {
            texts++;
        }

        @Override
        public void started(byte[] a, int from, int to) {}

        @Override
        public void thinking(int choice, byte[] a, int from, int to) {}

        @Override
        public void refusal(int choice, byte[] a, int from, int to) {}

        @Override
        public void toolCall(int choice, int call, String id, String name) {}

        @Override
        public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {}

        @Override
        public void media(int choice, String mimeType, byte[] a, int from, int to) {}

        @Override
        public void logprobs(int choice, byte[] a, int from, int to) {}

        @Override
        public void refusalLogprobs(int choice, byte[] a, int from, int to) {}

        @Override
        public void annotations(int choice, byte[] a, int from, int to) {}

        @Override
        public void finished(int choice, FinishReason reason) {}

        @Override
        public void usage(Usage usage) {}

        @Override
        public void completed() {}

        @Override
        public void failed(Failure failure) {}
    }
}
