package io.gemigo.gateway.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static boolean plain(byte b) {
        return b >= ' ' && b != '"' && b != '\\';
    }

    @Test
    void everyByteIsToldAtEveryPlaceOfAWord() {
        for (int value = 0; value < 256; value++) {
            for (int place = 0; place < 80; place++) {
                byte[] a = "x".repeat(84).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
                a[2 + place] = (byte) value;
                assertThat(Words.notPlain(a, 2, 82))
                        .as("%d at %d", value, place)
                        .isEqualTo(plain((byte) value) ? 82 : 2 + place);
                assertThat(Words.indexOf(a, 2, 82, '?'))
                        .as("%d at %d", value, place)
                        .isEqualTo(value == '?' ? 2 + place : 82);
                assertThat(Words.upToCarriageReturn(a, 2, 82))
                        .as("%d at %d", value, place)
                        .isEqualTo(value > '\r' ? 82 : 2 + place);
            }
        }
    }

    @Test
    void bytesAreReadAsOneNumber() {
        byte[] a = new byte[20];
        for (int i = 0; i < a.length; i++) {
            a[i] = (byte) (0xf0 + i);
        }
        for (int from = 0; from <= a.length; from++) {
            for (int to = from; to <= a.length; to++) {
                long expected = 0;
                for (int i = Math.min(to, from + 8) - 1; i >= from; i--) {
                    expected = expected << 8 | a[i] & 0xff;
                }
                assertThat(Words.upToEight(a, from, to))
                        .as("%d to %d", from, to)
                        .isEqualTo(expected);
                if (to - from == 8) {
                    assertThat(Words.eight(a, from)).isEqualTo(expected);
                }
            }
        }
        assertThat(Words.four("null")).isEqualTo(0x6c6c756e);
        assertThat(Words.four(new byte[] {0, 'n', 'u', 'l', 'l'}, 1)).isEqualTo(0x6c6c756e);
    }

    @Test
    void theFirstIsFoundWhateverFollows() {
        Random random = new Random(5);
        byte[] a = new byte[160];
        for (int round = 0; round < 20_000; round++) {
            random.nextBytes(a);
            for (int i = 0; i < a.length; i++) {
                // Mostly plain bytes, with those beside the borders among them.
                if (random.nextInt(40) > 0) {
                    a[i] = (byte) " !#[]~\u007f".charAt(random.nextInt(7));
                }
            }
            int from = random.nextInt(16);
            int to = from + random.nextInt(a.length - from);
            int first = from;
            while (first < to && plain(a[first])) {
                first++;
            }
            assertThat(Words.notPlain(a, from, to)).isEqualTo(first);
            int end = from;
            while (end < to && (a[end] & 0xff) > '\r') {
                end++;
            }
            assertThat(Words.upToCarriageReturn(a, from, to)).isEqualTo(end);
            int bracket = from;
            while (bracket < to && a[bracket] != '[') {
                bracket++;
            }
            assertThat(Words.indexOf(a, from, to, '[')).isEqualTo(bracket);
        }
    }
}
