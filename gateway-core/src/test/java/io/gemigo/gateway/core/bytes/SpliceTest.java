package io.gemigo.gateway.core.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpliceTest {
    private static final byte[] SOURCE = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final Splice splice = new Splice();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The result, after seeing that both forms of writing and the length agree on it. */
    private static String result(Splice splice, byte[] source, int start, int end) {
        ByteBuilder copied = new ByteBuilder(0);
        splice.writeTo(copied, source, start, end);
        ByteBuilder passed = new ByteBuilder(0);
        splice.writeTo(passed, new HeapTicket(source, start, end), start, start, end);

        assertThat(passed.utf8()).isEqualTo(copied.utf8());
        assertThat(splice.length(start, end)).isEqualTo(copied.length());
        return copied.utf8();
    }

    private String result() {
        return result(splice, SOURCE, 0, SOURCE.length);
    }

    @Test
    void saysWhichBytesDoNotGoOn() {
        Splice splice = new Splice();
        splice.remove(2, 4);
        splice.insert(6, bytes("x"));
        splice.replace(8, 9, bytes("y"));
        StringBuilder covered = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            covered.append(splice.covers(i) ? i : "");
        }
        assertThat(covered).hasToString("238");
    }

    @Test
    void leavesTheSourceAsItIsWithoutEdits() {
        assertThat(splice.isEmpty()).isTrue();
        assertThat(result()).isEqualTo("0123456789");
    }

    @Test
    void appliesEditsNamedInAnyOrder() {
        splice.replace(8, 10, bytes("yz"));
        splice.remove(0, 2);
        splice.insert(5, bytes("-"));
        splice.replace(3, 4, bytes("cc"));

        assertThat(splice.size()).isEqualTo(4);
        assertThat(result()).isEqualTo("2cc4-567yz");
    }

    @Test
    void keepsTheOrderOfInsertsAtOnePosition() {
        splice.insert(10, bytes("x"));
        splice.insert(4, bytes("a"));
        splice.insert(4, bytes("b"));
        splice.insert(0, bytes("<"));
        splice.insert(10, bytes("y"));
        splice.insert(4, bytes("c"));

        assertThat(result()).isEqualTo("<0123abc456789xy");
    }

    @Test
    void letsALaterEditOfTheSameRangeWin() {
        splice.replace(2, 5, bytes("first"));
        splice.replace(2, 5, bytes("second"));

        assertThat(splice.size()).isEqualTo(1);
        assertThat(result()).isEqualTo("01second56789");
    }

    @Test
    void letsALaterEditSwallowThoseInsideItsRange() {
        splice.replace(3, 4, bytes("a"));
        splice.insert(4, bytes("b"));
        splice.remove(5, 6);
        splice.replace(2, 6, bytes("!"));

        assertThat(splice.size()).isEqualTo(1);
        assertThat(result()).isEqualTo("01!6789");
    }

    @Test
    void keepsInsertsAtTheEndsOfAReplacedRange() {
        splice.insert(2, bytes("<"));
        splice.insert(5, bytes(">"));
        splice.replace(2, 5, bytes("x"));
        splice.insert(2, bytes("<"));
        splice.insert(5, bytes(">"));

        assertThat(result()).isEqualTo("01<<x>>56789");
    }

    @Test
    void takesTheReplacementOfAnEmptyRangeForAnInsert() {
        splice.replace(3, 3, bytes("a"));
        splice.replace(3, 3, bytes("b"));

        assertThat(result()).isEqualTo("012ab3456789");
    }

    @Test
    void refusesOverlapsInPartAndStaysAsItWas() {
        splice.replace(6, 7, bytes("g"));
        splice.replace(2, 5, bytes("x"));

        assertThatIllegalStateException().isThrownBy(() -> splice.replace(1, 3, bytes("!")));
        assertThatIllegalStateException().isThrownBy(() -> splice.replace(4, 8, bytes("!")));
        assertThatIllegalStateException().isThrownBy(() -> splice.remove(3, 4));
        assertThatIllegalStateException().isThrownBy(() -> splice.insert(3, bytes("!")));
        assertThat(splice.size()).isEqualTo(2);
        assertThat(result()).isEqualTo("01x5g789");
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> splice.replace(4, 3, bytes("!")));
        assertThatIllegalArgumentException().isThrownBy(() -> splice.remove(-1, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> splice.insert(-1, bytes("!")));
    }

    @Test
    void countsPositionsFromTheBaseOfTheTicket() {
        splice.remove(3, 5);
        splice.insert(8, bytes("+"));

        assertThat(result(splice, SOURCE, 2, 8)).isEqualTo("2567+");
    }

    @Test
    void forgetsItsEditsWhenCleared() {
        splice.replace(2, 5, bytes("x"));
        splice.clear();

        assertThat(splice.isEmpty()).isTrue();
        assertThat(result()).isEqualTo("0123456789");
    }

    @Test
    void passesNothingEmpty() {
        splice.remove(0, 3);
        splice.remove(3, 10);
        Stage strict = new Stage() {
            @Override
            public void write(byte[] array, int from, int to) {
                assertThat(from).isLessThan(to);
            }

            @Override
            public void pass(Ticket ticket, int from, int to) {
                assertThat(from).isLessThan(to);
            }
        };

        splice.writeTo(strict, SOURCE, 0, SOURCE.length);
        splice.writeTo(strict, HeapTicket.of(SOURCE), 0, 0, SOURCE.length);
        assertThat(result()).isEmpty();
    }

    private record Edit(int start, int end, String with) {}

    /** Edits that don't overlap, in rising order. */
    private static List<Edit> risingEdits(Random random, int length) {
        List<Edit> edits = new ArrayList<>();
        int at = random.nextInt(5);
        while (at <= length) {
            int end = random.nextBoolean() ? at : Math.min(length, at + 1 + random.nextInt(4));
            edits.add(new Edit(at, end, "<" + edits.size() + ">".repeat(random.nextInt(3))));
            at = end + 1 + random.nextInt(6);
        }
        return edits;
    }

    private static String naive(byte[] source, List<Edit> rising) {
        StringBuilder text = new StringBuilder(new String(source, StandardCharsets.US_ASCII));
        for (int i = rising.size() - 1; i >= 0; i--) {
            text.replace(
                    rising.get(i).start(), rising.get(i).end(), rising.get(i).with());
        }
        return text.toString();
    }

    @Test
    void agreesWithANaiveReferenceOnRandomEdits() {
        long seed = Long.getLong("test.seed", 1);
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] source = new byte[random.nextInt(60)];
            for (int i = 0; i < source.length; i++) {
                source[i] = (byte) ('a' + random.nextInt(26));
            }
            List<Edit> rising = risingEdits(random, source.length);
            List<Edit> shuffled = new ArrayList<>(rising);
            Collections.shuffle(shuffled, random);
            splice.clear();
            for (Edit edit : shuffled) {
                if (edit.start() < edit.end() && random.nextInt(3) == 0) {
                    overruled(random, edit);
                }
                splice.replace(edit.start(), edit.end(), bytes(edit.with()));
            }

            assertThat(result(splice, source, 0, source.length))
                    .as("round %d of seed %d", round, seed)
                    .isEqualTo(naive(source, rising));
            assertThat(splice.size()).isEqualTo(rising.size());
        }
    }

    /** An edit that the given one will put aside: inside its range or of the same. */
    private void overruled(Random random, Edit by) {
        int start = by.start() + random.nextInt(by.end() - by.start());
        int end = start + 1 + random.nextInt(by.end() - start);
        splice.replace(start, end, bytes("overruled"));
    }
}
