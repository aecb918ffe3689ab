package io.gemigo.gateway.testkit.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutsTest {

    private static byte[] input(int length) {
        byte[] input = new byte[length];
        new Random(1).nextBytes(input);
        return input;
    }

    private static byte[] joined(List<Piece> pieces) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        pieces.forEach(piece -> out.writeBytes(piece.copy()));
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 100, Cuts.FULL_UP_TO_BYTES + 1})
    void handsOverTheWholeInputByEveryCompletePlan(int length) {
        byte[] input = input(length);

        assertThat(Cuts.of(input).complete()).isNotEmpty().allSatisfy(cut -> {
            List<Piece> pieces = cut.pieces(input);
            assertThat(joined(pieces)).isEqualTo(input);
            assertThat(pieces).allMatch(piece -> piece.length() > 0);
        });
    }

    @Test
    void cutsASmallInputAtEveryOffset() {
        assertThat(Cuts.of(input(100)).singles().map(cut -> cut.offsets(100)[0]))
                .hasSize(99)
                .doesNotHaveDuplicates();
        assertThat(Cuts.of(input(Cuts.FULL_UP_TO_BYTES)).singles()).hasSize(Cuts.FULL_UP_TO_BYTES - 1);
    }

    @Test
    void samplesALargeInputAndKeepsItsEnds() {
        byte[] input = input(100_000);
        List<Integer> offsets = Cuts.of(input)
                .singles()
                .map(cut -> cut.offsets(input.length)[0])
                .toList();

        assertThat(offsets)
                .hasSizeBetween(200, 256)
                .contains(1, 2, 3, 99_998, 99_999)
                .isSorted();
        assertThat(Cuts.of(input).truncations()).hasSizeBetween(200, 256);
    }

    @Test
    void truncatesASmallInputAtEveryByte() {
        byte[] input = input(50);

        assertThat(Cuts.of(input).truncations().map(cut -> joined(cut.pieces(input)).length))
                .hasSize(50)
                .startsWith(0, 1)
                .endsWith(49)
                .isSorted();
    }

    @Test
    void repeatsItselfForTheSameSeed() {
        byte[] input = input(500);

        assertThat(plans(Cuts.of(input, 7))).isEqualTo(plans(Cuts.of(input, 7)));
        assertThat(plans(Cuts.of(input, 7))).isNotEqualTo(plans(Cuts.of(input, 8)));
    }

    private static List<List<Integer>> plans(Cuts cuts) {
        return cuts.random()
                .map(cut ->
                        cut.pieces(new byte[500]).stream().map(Piece::length).toList())
                .toList();
    }

    @Test
    void namesEveryPlanDifferently() {
        assertThat(Cuts.of(input(300)).complete().map(Cut::name)).doesNotHaveDuplicates();
    }
}
