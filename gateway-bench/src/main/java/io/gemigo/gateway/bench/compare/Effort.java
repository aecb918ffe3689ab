package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.upstream.UpstreamSettings;
import java.time.Duration;

/**
 * How thoroughly to measure. Immutable.
 *
 * @param rounds measurements of each target in each scenario
 * @param prewarm load before a target's first measurement in a scenario, for those that compile while they run
 * @param warmup load before each measurement
 * @param duration of each measurement
 * @param pacedStreams streams at once where events are paced
 * @param fewHeld the smaller number of streams held open
 * @param manyHeld the larger number
 * @param haste by how much streams that are paced or held are shorter and quicker than the scenario says
 */
record Effort(
        int rounds,
        Duration prewarm,
        Duration warmup,
        Duration duration,
        int pacedStreams,
        int fewHeld,
        int manyHeld,
        int haste) {
    /** For figures worth quoting. */
    static final Effort FULL =
            new Effort(5, Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ofSeconds(5), 500, 2_000, 9_000, 1);

    /** To see that all requests succeed and no event is lost; its figures mean nothing. */
    static final Effort SHORT =
            new Effort(1, Duration.ZERO, Duration.ofMillis(100), Duration.ofMillis(300), 50, 50, 200, 5);

    Effort rounds(int changed) {
        return new Effort(changed, prewarm, warmup, duration, pacedStreams, fewHeld, manyHeld, haste);
    }

    /** The same in stretches of another length, with less load before each if they are short. */
    Effort duration(Duration changed) {
        Duration half = changed.dividedBy(2);
        Duration before = half.compareTo(warmup) < 0 ? half : warmup;
        return new Effort(rounds, prewarm, before, changed, pacedStreams, fewHeld, manyHeld, haste);
    }

    /** How the upstream answers in a scenario. */
    UpstreamSettings settings(Scenario scenario) {
        UpstreamSettings settings = scenario.upstream();
        return settings.gap().isZero()
                ? settings
                : settings.events(settings.events() / haste, settings.gap().dividedBy(haste));
    }
}
