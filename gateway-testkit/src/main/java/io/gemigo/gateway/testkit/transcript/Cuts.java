package io.gemigo.gateway.testkit.transcript;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cut plans a codec has to survive, for one input. Everything is a function of the input's length and the seed, so
 * a failure can be run again by its name. Immutable; the streams are lazy and made anew by each call.
 */
public final class Cuts {

    /** Up to this length every offset is tried; above it a seeded sample, as trying all is quadratic. */
    public static final int FULL_UP_TO_BYTES = 4096;

    private static final int SAMPLES = 256;
    private static final int RANDOM_PLANS = 20;
    private static final int[] PADDINGS = {1, 7, 64};

    private final int length;
    private final long seed;

    private Cuts(int length, long seed) {
        this.length = length;
        this.seed = seed;
    }

    /** Plans for this input, with a fixed seed. */
    public static Cuts of(byte[] input) {
        return of(input, 20261122L);
    }

    /** Plans for this input, with a seed of the caller's. */
    public static Cuts of(byte[] input, long seed) {
        return new Cuts(input.length, seed);
    }

    /** Every plan that hands over the whole input: all must give the same result. */
    public Stream<Cut> complete() {
        return Stream.of(Stream.of(Cut.whole(), Cut.oneByteAtATime(length)), singles(), random(), padded())
                .flatMap(plans -> plans);
    }

    /** One cut, at every offset in turn. */
    public Stream<Cut> singles() {
        return offsets(1).mapToObj(offset -> Cut.at("cut at " + offset, offset));
    }

    /** Many cuts at random offsets, from few to dense. */
    public Stream<Cut> random() {
        return length < 2 ? Stream.empty() : IntStream.range(0, RANDOM_PLANS).mapToObj(this::randomPlan);
    }

    private Cut randomPlan(int number) {
        Random random = new Random(seed + number);
        int[] offsets = random.ints(1L + random.nextInt(length), 1, length)
                .distinct()
                .sorted()
                .toArray();
        return Cut.at("random cuts " + (seed + number), offsets);
    }

    /** Whole, byte by byte and at random, with garbage around every piece. */
    public Stream<Cut> padded() {
        return IntStream.of(PADDINGS)
                .boxed()
                .flatMap(padding -> Stream.concat(Stream.of(Cut.whole(), Cut.oneByteAtATime(length)), random().limit(1))
                        .map(cut -> cut.padded(padding)));
    }

    /** The input without its end: cut off before every byte in turn, the first included. */
    public Stream<Cut> truncations() {
        return offsets(0).mapToObj(offset -> Cut.whole().truncatedAt(offset));
    }

    /** The offsets from the first to the last; above the bound a sample that keeps a stretch at either end. */
    private IntStream offsets(int first) {
        if (length <= FULL_UP_TO_BYTES) {
            return IntStream.range(first, length);
        }
        int edge = SAMPLES / 4;
        IntStream middle = new Random(seed).ints(SAMPLES - 2L * edge, first + edge, length - edge);
        return IntStream.concat(
                        IntStream.concat(IntStream.range(first, first + edge), middle),
                        IntStream.range(length - edge, length))
                .distinct()
                .sorted();
    }
}
