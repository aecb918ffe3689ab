package io.gemigo.gateway.bench.compare;

import io.gemigo.gateway.bench.upstream.FakeUpstream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures all targets in all scenarios, in turn within each round, so that what drifts on the machine hits all of them alike;
 * each round begins with another target. Single-owner, for one use.
 */
final class Comparison {
    private final List<Scenario> scenarios;
    private final List<Target> targets;
    private final Effort effort;
    private final Measurement measurement;
    private final PrintStream progress;
    private final Results results = new Results();
    private final List<String> losses = new ArrayList<>();

    Comparison(
            List<Scenario> scenarios,
            List<Target> targets,
            Effort effort,
            Cores cores,
            FakeUpstream upstream,
            Path work,
            PrintStream progress) {
        this.scenarios = List.copyOf(scenarios);
        this.targets = List.copyOf(targets);
        this.effort = effort;
        this.progress = progress;
        measurement = new Measurement(upstream, effort, cores, work);
    }

    /** Measures; what was lost is in {@link #losses} and the target's other scenarios are measured all the same. */
    Results run() throws IOException, InterruptedException {
        for (Scenario scenario : scenarios) {
            List<Target> order = new ArrayList<>();
            for (Target target : targets) {
                if (scenario.includes(target.shape()) && (scenario != Scenario.STREAMS_HELD || target.restarts())) {
                    order.add(target);
                }
            }
            for (int round = 0; round < effort.rounds(); round++) {
                for (Target target : List.copyOf(order)) {
                    progress.println(scenario.id() + ", round " + (round + 1) + ", " + target.name());
                    if (!measured(scenario, target)) {
                        order.remove(target);
                    }
                }
                Collections.rotate(order, -1);
            }
        }
        return results;
    }

    private boolean measured(Scenario scenario, Target target) throws IOException, InterruptedException {
        try {
            results.add(scenario, target.name(), measurement.measure(target, scenario));
            return true;
        } catch (LostException lost) {
            losses.add(String.valueOf(lost.getMessage()));
            progress.println("LOST: " + lost.getMessage());
            return false;
        }
    }

    /** What went wrong; nothing must. */
    List<String> losses() {
        return losses;
    }
}
