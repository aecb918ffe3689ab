package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private final LineQueue queue = new LineQueue(4);

    private boolean offer(String line) {
        byte[] bytes = ("<" + line + ">").getBytes(StandardCharsets.US_ASCII);
        return queue.offer(bytes, 1, bytes.length - 1);
    }

    private void add(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        queue.add(bytes, 0, bytes.length);
    }

    private String drain(int enough) {
        ByteBuilder batch = new ByteBuilder(16);
        queue.drainTo(batch, enough);
        return batch.utf8();
    }

    @Test
    void hasSoManyPlacesAndUsesThemAgain() {
        for (int round = 0; round < 10; round++) {
            assertThat(queue.isEmpty()).isTrue();
            for (int i = 0; i < 4; i++) {
                assertThat(offer(round + "." + i)).isTrue();
            }
            assertThat(offer("one too many")).isFalse();
            assertThat(queue.waiting()).isEqualTo(4);
            String expected = "R.0\nR.1\nR.2\nR.3\n".replace("R", Integer.toString(round));
            assertThat(drain(1000)).isEqualTo(expected);
        }
    }

    @Test
    void whatMustNotBeLostWaitsBehindInOrder() {
        for (int i = 0; i < 10; i++) {
            add("a" + i);
        }
        assertThat(offer("no overtaking")).isFalse();
        assertThat(drain(1)).isEqualTo("a0\n");
        assertThat(offer("still none")).isFalse();
        assertThat(drain(1000)).isEqualTo("a1\na2\na3\na4\na5\na6\na7\na8\na9\n");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(offer("again")).isTrue();
    }

    @Test
    void manyThreadsLoseNothingAndKeepTheirOrder() throws InterruptedException {
        int threads = 4;
        int lines = 20_000;
        List<Thread> writers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = Integer.toString(t);
            writers.add(new Thread(() -> {
                for (int i = 0; i < lines; i++) {
                    add(name + " " + i);
                }
            }));
        }
        writers.forEach(Thread::start);
        Map<String, Integer> next = new HashMap<>();
        int seen = 0;
        while (seen < threads * lines) {
            for (String line : drain(4096).split("\n")) {
                if (!line.isEmpty()) {
                    String[] parts = line.split(" ");
                    assertThat(Integer.parseInt(parts[1])).isEqualTo(next.getOrDefault(parts[0], 0));
                    next.merge(parts[0], 1, Integer::sum);
                    seen++;
                }
            }
        }
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(queue.isEmpty()).isTrue();
    }
}
