package io.gemigo.gateway.bench.compare;

import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/** The figures of one measurement, as far as they could be had. Single-owner. */
final class Figures {
    private final Map<Figure, Double> values = new EnumMap<>(Figure.class);

    void put(Figure figure, double value) {
        values.put(figure, value);
    }

    OptionalDouble get(Figure figure) {
        Double value = values.get(figure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
