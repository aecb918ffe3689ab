package io.gemigo.gateway.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class HistogramTest {
    @Test
    void tellsPercentilesToOneSixtyFourth() {
        Histogram histogram = new Histogram();
        for (int i = 1; i <= 100_000; i++) {
            histogram.add(i * 1000L);
        }
        assertThat(histogram.count()).isEqualTo(100_000);
        assertThat(histogram.percentile(50)).isCloseTo(50_000_000L, withinPercentage(1.6));
        assertThat(histogram.percentile(99)).isCloseTo(99_000_000L, withinPercentage(1.6));
        assertThat(histogram.percentile(100)).isEqualTo(100_000_000L);
    }

    @Test
    void smallAndHugeValuesFindTheirPlace() {
        Histogram histogram = new Histogram();
        histogram.add(-1);
        assertThat(histogram.percentile(100)).isZero();
        histogram.add(63);
        histogram.add(64);
        assertThat(histogram.percentile(60)).isEqualTo(63);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.percentile(100)).isEqualTo(Long.MAX_VALUE);
        histogram.clear();
        assertThat(histogram.percentile(50)).isZero();
    }
}
