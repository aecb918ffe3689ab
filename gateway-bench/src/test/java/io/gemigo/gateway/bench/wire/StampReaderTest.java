package io.gemigo.gateway.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StampReaderTest {
    private static final long MADE = 123_456_789_000L;

    private static byte[] text(int... numbers) {
        StringBuilder text = new StringBuilder("##12:#no stamp");
        for (int number : numbers) {
            byte[] stamp = Stamp.blank().getBytes(StandardCharsets.US_ASCII);
            Stamp.write(stamp, 0, number, MADE);
            text.append("words").append(new String(stamp, StandardCharsets.US_ASCII));
        }
        return text.append("#0").toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void findsStampsHoweverTheyAreCut() {
        byte[] text = text(0, 1, 2);
        for (int cut = 0; cut <= text.length; cut++) {
            StampReader reader = new StampReader();
            Histogram transit = new Histogram();
            int found = reader.read(text, 0, cut, MADE + 500, transit)
                    + reader.read(text, cut, text.length, MADE + 500, transit);
            assertThat(found).isEqualTo(3);
            assertThat(reader.found()).isEqualTo(3);
            assertThat(reader.inOrder()).isTrue();
            assertThat(transit.percentile(100)).isEqualTo(500);
        }
    }

    @Test
    void findsStampsByteByByte() {
        byte[] text = text(0, 1);
        StampReader reader = new StampReader();
        for (int i = 0; i < text.length; i++) {
            reader.read(text, i, i + 1, MADE, null);
        }
        assertThat(reader.found()).isEqualTo(2);
        assertThat(reader.inOrder()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,2", "0,0", "1", "0,2,1"})
    void noticesWhatIsMissingTwiceOrOutOfTurn(String numbers) {
        int[] written = Arrays.stream(numbers.split(",", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        byte[] text = text(written);
        StampReader reader = new StampReader();
        reader.read(text, 0, text.length, MADE, null);
        assertThat(reader.inOrder()).isFalse();

        reader.reset();
        byte[] sound = text(0);
        reader.read(sound, 0, sound.length, MADE, null);
        assertThat(reader.inOrder()).isTrue();
    }
}
