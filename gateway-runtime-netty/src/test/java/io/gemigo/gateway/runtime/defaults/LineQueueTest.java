package io.gemigo.gateway.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineQueueTest {
    private final LineQueue queue = new LineQueue(4, 16);

    private boolean offer(String line) {
        byte[] bytes = ("<" + line + ">").getBytes(StandardCharsets.US_ASCII);
        return queue.offer(bytes, 1, bytes.length - 1);
    }

    private void add(String line) {
        add(queue, line);
    }

    private static void add(LineQueue queue, String line) {
        byte[] bytes = ("<" + line + ">").getBytes(StandardCharsets.US_ASCII);
        queue.add(bytes, 1, bytes.length - 1);
    }

    /** The lines of one closed block, empty if there is none. */
    private String block() {
        return block(queue);
    }

    private static String block(LineQueue queue) {
        LineBlock block = queue.next();
        if (block == null) {
            return "";
        }
        String lines = StandardCharsets.US_ASCII.decode(block.lines()).toString();
        queue.release(block);
        return lines;
    }

    /** All that waits. */
    private String drain() {
        return drain(queue);
    }

    private static String drain(LineQueue queue) {
        StringBuilder lines = new StringBuilder();
        queue.drainTo(bytes -> lines.append(StandardCharsets.US_ASCII.decode(bytes)));
        return lines.toString();
    }

    @Test
    void hasSoManyBlocksAndUsesThemAgain() {
        for (int round = 0; round < 10; round++) {
            assertThat(queue.isEmpty()).isTrue();
            for (int i = 0; i < 8; i++) {
                assertThat(offer("line " + i)).isTrue();
            }
            assertThat(offer("one too many")).isFalse();
            assertThat(queue.used()).isEqualTo(4);
            assertThat(queue.isEmpty()).isFalse();
            assertThat(drain()).isEqualTo("line 0\nline 1\nline 2\nline 3\nline 4\nline 5\nline 6\nline 7\n");
            assertThat(queue.used()).isZero();
        }
    }

    @Test
    void closedBlockWaitsWhileTheNextOneTakesLines() {
        assertThat(offer("0123456")).isTrue();
        assertThat(block()).isEmpty();
        assertThat(offer("7654321")).isTrue();
        assertThat(block()).isEmpty();
        assertThat(offer("x")).isTrue();
        assertThat(block()).isEqualTo("0123456\n7654321\n");
        assertThat(block()).isEmpty();
        queue.cut();
        assertThat(block()).isEqualTo("x\n");
        queue.cut();
        assertThat(block()).isEmpty();
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void blockThatIsGivenBackTakesLinesThoughNoneWasFreeBefore() {
        for (int i = 0; i < 4; i++) {
            assertThat(offer("fifteen chars " + i)).isTrue();
        }
        assertThat(offer("x")).isFalse();
        assertThat(block()).isEqualTo("fifteen chars 0\n");
        assertThat(offer("x")).isTrue();
        assertThat(queue.used()).isEqualTo(4);
    }

    @Test
    void whatMustNotBeLostWaitsBehindInOrder() {
        for (int i = 0; i < 10; i++) {
            add("line " + i);
        }
        assertThat(offer("no overtaking")).isFalse();
        assertThat(block()).isEqualTo("line 0\nline 1\n");
        assertThat(offer("still none")).isFalse();
        assertThat(drain()).isEqualTo("line 2\nline 3\nline 4\nline 5\nline 6\nline 7\nline 8\nline 9\n");
        assertThat(queue.isEmpty()).isTrue();
        assertThat(offer("again")).isTrue();
    }

    @Test
    void lineLongerThanABlockComesBehindWhatWasThere() {
        add("first");
        add("longer than any block is");
        assertThat(queue.used()).as("blocks are not tried in vain").isEqualTo(1);
        assertThat(offer("dropped")).isFalse();
        add("last");
        assertThat(drain()).isEqualTo("first\nlonger than any block is\nlast\n");
    }

    @Test
    void manyThreadsLoseNothingAndKeepTheirOrderWithoutRoom() throws InterruptedException {
        crowd(queue);
    }

    @Test
    void manyThreadsLoseNothingAndKeepTheirOrderWithRoom() throws InterruptedException {
        crowd(new LineQueue(64, 512));
    }

    /** Lines take long to copy, and of each block the end is read first: a reader who did not wait would see what was there before. */
    @Test
    void blockIsReadWhenItsLinesAreWhole() throws InterruptedException {
        LineQueue wide = new LineQueue(4, 256 << 10);
        int lines = 2_000;
        Thread writer = new Thread(() -> {
            for (int i = 0; i < lines; i++) {
                add(wide, Character.toString('a' + i % 26).repeat(100_000));
            }
        });
        writer.start();
        int[] seen = new int[1];
        while (seen[0] < lines) {
            wide.drainTo(bytes -> {
                int end = bytes.limit();
                byte[] last = {bytes.get(end - 2), bytes.get(end - 1)};
                seen[0] += end / 100_001;
                assertThat(last).containsExactly('a' + (seen[0] - 1) % 26, '\n');
            });
        }
        writer.join();
    }

    private static void crowd(LineQueue queue) throws InterruptedException {
        int threads = 4;
        int lines = 20_000;
        List<Thread> writers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = Integer.toString(t);
            writers.add(new Thread(() -> {
                for (int i = 0; i < lines; i++) {
                    // Now and then one that is too long for a small block.
                    add(queue, name + " " + i + (i % 100 == 0 ? " and more" : ""));
                }
            }));
        }
        writers.forEach(Thread::start);
        Map<String, Integer> next = new HashMap<>();
        int seen = 0;
        while (seen < threads * lines) {
            for (String line : drain(queue).split("\n")) {
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
        assertThat(queue.used()).isZero();
    }
}
