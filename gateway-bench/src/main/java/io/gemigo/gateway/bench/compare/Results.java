package io.gemigo.gateway.bench.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All figures of all rounds: by scenario, then by target in the order they were measured first. Single-owner. */
final class Results {
    private final Map<Scenario, Map<String, List<Figures>>> rounds = new EnumMap<>(Scenario.class);

    void add(Scenario scenario, String target, Figures figures) {
        rounds.computeIfAbsent(scenario, unknown -> new LinkedHashMap<>())
                .computeIfAbsent(target, unknown -> new ArrayList<>())
                .add(figures);
    }

    /** Scenarios with figures. */
    List<Scenario> scenarios() {
        return List.copyOf(rounds.keySet());
    }

    /** Targets with figures in a scenario. */
    List<String> targets(Scenario scenario) {
        return List.copyOf(rounds.getOrDefault(scenario, Map.of()).keySet());
    }

    /** Figures that some target has in a scenario. */
    List<Figure> figures(Scenario scenario) {
        return Arrays.stream(Figure.values())
                .filter(figure -> targets(scenario).stream()
                        .anyMatch(target -> !spread(scenario, target, figure).isEmpty()))
                .toList();
    }

    /** One figure of each round. */
    Spread spread(Scenario scenario, String target, Figure figure) {
        return new Spread(rounds.getOrDefault(scenario, Map.of()).getOrDefault(target, List.of()).stream()
                .flatMapToDouble(round -> round.get(figure).stream())
                .boxed()
                .toList());
    }
}
