package io.gemigo.gateway.testkit.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutTest {

    private static final byte[] INPUT = "abcdefgh".getBytes(StandardCharsets.US_ASCII);

    private static List<String> texts(Cut cut) {
        return cut.pieces(INPUT).stream()
                .map(piece -> new String(piece.copy(), StandardCharsets.US_ASCII))
                .toList();
    }

    @Test
    void cutsBeforeTheBytesNamed() {
        assertThat(texts(Cut.at("", 1, 4, 7))).containsExactly("a", "bcd", "efg", "h");
        assertThat(texts(Cut.whole())).containsExactly("abcdefgh");
        assertThat(texts(Cut.oneByteAtATime(INPUT.length)))
                .hasSize(8)
                .startsWith("a")
                .endsWith("h");
    }

    @Test
    void cutsNothingAtTheEnds() {
        assertThat(texts(Cut.at("", 0, 8, 100))).containsExactly("abcdefgh");
    }

    @Test
    void truncatesWhatItCuts() {
        assertThat(texts(Cut.at("", 2, 5).truncatedAt(4))).containsExactly("ab", "cd");
        assertThat(texts(Cut.whole().truncatedAt(0))).isEmpty();
    }

    @Test
    void padsEachPieceInAnArrayOfItsOwn() {
        Piece piece = Cut.at("", 3).padded(2).pieces(INPUT).get(0);

        assertThat(piece.from()).isEqualTo(2);
        assertThat(piece.to()).isEqualTo(5);
        assertThat(piece.length()).isEqualTo(3);
        assertThat(piece.array()).hasSize(7);
        assertThat(piece.array()[0]).isNotEqualTo(piece.array()[2]);
    }

    @Test
    void scribblesOverOnePieceOnly() {
        List<Piece> pieces = Cut.at("", 3).pieces(INPUT);

        pieces.get(0).scribble();

        assertThat(new String(pieces.get(0).copy(), StandardCharsets.US_ASCII)).isEqualTo("###");
        assertThat(new String(pieces.get(1).copy(), StandardCharsets.US_ASCII)).isEqualTo("defgh");
        assertThat(INPUT).startsWith('a', 'b', 'c');
    }

    @Test
    void givesNoPiecesOfNothing() {
        assertThat(Cut.whole().pieces(new byte[0])).isEmpty();
        assertThat(Cut.oneByteAtATime(0).pieces(new byte[0])).isEmpty();
    }

    @Test
    void refusesOffsetsThatDoNotRise() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cut.at("", 3, 3));
    }
}
