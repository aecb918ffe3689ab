package io.gemigo.gateway.bench.compare;

import java.util.List;

/** One figure of several rounds. Immutable. */
record Spread(List<Double> values) {
    /** Copies the list. */
    Spread {
        values = List.copyOf(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        return quantile(0.5);
    }

    /** The value below which this part of all lies, between two of them in proportion. */
    double quantile(double part) {
        List<Double> sorted = values.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }

    double min() {
        return values.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    }

    double max() {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    }
}
