package io.gemigo.gateway.runtime.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChunkedDecoderTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Feeds pieces that lie somewhere in an array; payload, or what is wrong. */
    private static String decode(byte[] input, int... cuts) {
        ChunkedDecoder decoder = new ChunkedDecoder(HeadLimits.REQUEST);
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i == cuts.length ? input.length : cuts[i];
            byte[] array = new byte[to - from + 7];
            System.arraycopy(input, from, array, 3, to - from);
            byte[] before = array.clone();
            int count = decoder.decode(array, 3, 3 + to - from);
            if (count > 0) {
                payload.write(array, decoder.payloadFrom(), count);
            }
            if (!decoder.moved()) {
                assertThat(array).isEqualTo(before);
            }
            from += decoder.consumed();
            if (decoder.done() || decoder.problem() != null) {
                break;
            }
            assertThat(from).isEqualTo(to);
        }
        String problem = decoder.problem();
        return problem != null
                ? "problem: " + problem
                : payload.toString(StandardCharsets.ISO_8859_1) + (decoder.done() ? "|" + from : "...");
    }

    @Test
    void givesTheSameAtEveryCut() {
        byte[] input = bytes("4\r\nabcd\r\nA;x=\"y;\\\"\";z\r\n0123456789\r\n1\r\nE\r\n000\r\nT: u\r\nV:\r\n\r\nrest");
        String whole = "abcd0123456789E|" + (input.length - 4);
        assertThat(decode(input)).isEqualTo(whole);
        for (int cut = 0; cut <= input.length; cut++) {
            assertThat(decode(input, cut)).as("cut at " + cut).isEqualTo(whole);
            for (int second = cut; second <= input.length; second++) {
                assertThat(decode(input, cut, second)).isEqualTo(whole);
            }
        }
        int[] all = new int[input.length];
        Arrays.setAll(all, i -> i);
        assertThat(decode(input, all)).isEqualTo(whole);
    }

    @Test
    void seesTheSameFlawAtEveryCut() {
        for (String text : new String[] {
            "g\r\n", "1\r\nab\r\n", "1;=\r\na\r\n", "1;a=\r\n", "1;a=\"b\"c\r\n", "0\r\nA b\r\n\r\n", "0\r\n\r\r", "1\n"
        }) {
            byte[] input = bytes(text);
            String whole = decode(input);
            assertThat(whole).startsWith("problem: ");
            for (int cut = 0; cut <= input.length; cut++) {
                assertThat(decode(input, cut)).isEqualTo(whole);
            }
        }
    }

    @Test
    void sizesHaveEightDigitsAndCountFurtherThanAnInt() {
        assertThat(decode(bytes("00000001\r\na\r\n0\r\n\r\n"))).startsWith("a|");
        assertThat(decode(bytes("ffffffff\r\nabc"))).as("H11").isEqualTo("abc...");
        assertThat(decode(bytes("100000000\r\na"))).isEqualTo("problem: a chunk is too large");
    }

    @Test
    void extensionsEndAtTheirLimit() {
        String fits = "1;" + "a".repeat(254) + "\r\n";
        assertThat(decode(bytes(fits + "b\r\n0\r\n\r\n"))).as("H11").startsWith("b|");
        assertThat(decode(bytes("1;" + "a".repeat(257) + "\r\nb\r\n"))).startsWith("problem");
    }

    @Test
    void neverThrowsOnNoise() {
        Random random = new Random(Long.getLong("test.seed", 1));
        byte[] alphabet = bytes("0123aF;=\"\\\r\n\r\n\r\n :\tx\0\u00ff");
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = alphabet[random.nextInt(alphabet.length)];
            }
            int cut = random.nextInt(noise.length + 1);
            assertThat(decode(noise, cut)).isEqualTo(decode(noise));
        }
    }
}
