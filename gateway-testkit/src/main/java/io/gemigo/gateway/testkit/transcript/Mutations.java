package io.gemigo.gateway.testkit.transcript;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Damaged copies of an input, each a function of the input and the seed: bytes changed, left out, put in, swapped,
 * doubled stretches. Most are no longer what they were, some still are. Stateless, thread-safe.
 */
public final class Mutations {
    private static final byte[] NASTY = {
        0,
        '"',
        '\\',
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '\n',
        '\r',
        '-',
        '9',
        'e',
        (byte) 0x80,
        (byte) 0xff,
        (byte) 0xed,
        ' '
    };

    private Mutations() {}

    /** So many damaged copies, each in an array of its own. */
    public static Stream<byte[]> of(byte[] input, long seed, int count) {
        return input.length == 0
                ? Stream.empty()
                : IntStream.range(0, count).mapToObj(number -> mutate(input, new Random(seed + number)));
    }

    private static byte[] mutate(byte[] input, Random random) {
        byte[] bytes = input.clone();
        for (int rounds = 1 + random.nextInt(3); rounds > 0 && bytes.length > 1; rounds--) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte nasty = NASTY[random.nextInt(NASTY.length)];
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] = nasty;
            case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> {
                int other = random.nextInt(bytes.length);
                byte kept = bytes[at];
                bytes[at] = bytes[other];
                bytes[other] = kept;
            }
            case 3 -> {
                return spliced(bytes, at, at, new byte[] {nasty});
            }
            case 4 -> {
                return spliced(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(8)), new byte[0]);
            }
            default -> {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(64));
                return spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            }
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }
}
