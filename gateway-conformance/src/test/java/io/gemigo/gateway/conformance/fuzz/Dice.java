package io.gemigo.gateway.conformance.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Chance for one case: the same number, the same case. Single-owner. */
final class Dice {
    private final SplittableRandom random;

    /** The chance of a case. */
    Dice(long number) {
        random = new SplittableRandom(number * 0x9e3779b97f4a7c15L + 1);
    }

    /** From 0 to less than this. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From the least to the most, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** True so many times of a hundred. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    long anyLong() {
        return random.nextLong();
    }

    @SafeVarargs
    final <T> T pick(T... some) {
        return some[random.nextInt(some.length)];
    }

    <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
