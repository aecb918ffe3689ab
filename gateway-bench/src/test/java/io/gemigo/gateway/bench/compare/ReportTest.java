package io.gemigo.gateway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static Report report() {
        return report(30, 10, 20.04);
    }

    private static Report report(double... values) {
        Results results = new Results();
        for (double value : values) {
            Figures figures = new Figures();
            figures.put(Figure.CPU_PER_EVENT, value);
            results.add(Scenario.STREAM_FAST, "gateway", figures);
        }
        Figures once = new Figures();
        once.put(Figure.EVENTS, 12_345.6);
        results.add(Scenario.STREAM_FAST, "direct", once);
        return new Report(
                new Machine("a \"fast\" one", 2, 1024, "Linux", "Java"),
                new Cores(1, "0"),
                Effort.SHORT.rounds(values.length).duration(Duration.ofMillis(150)),
                Map.of("gateway", "1.0"),
                results);
    }

    @Test
    void showsMediansWithTheLeastAndTheGreatest() {
        assertThat(report().markdown())
                .contains("### stream-fast")
                .contains("| | events/s | CPU µs/event |")
                .contains("| gateway |  | 20.04 (10.00..30.00) |")
                .contains("| direct | 12,346 |  |")
                .contains("- rounds: 3 of 150 ms")
                .contains("median (least..greatest)");
    }

    @Test
    void showsMediansWithTheQuartilesOfManyRounds() {
        assertThat(report(9, 1, 2, 3, 4, 5, 6, 7, 100).markdown())
                .contains("| gateway |  | 5.00 (3.00..7.00) |")
                .contains("median (lower..upper quartile)");
        assertThat(report(1, 2, 3, 4, 5, 6, 7, 8).markdown()).contains("| 4.50 (2.75..6.25) |");
    }

    @Test
    void shortStretchesHaveLessLoadBefore() {
        assertThat(Effort.FULL.duration(Duration.ofSeconds(1)).warmup()).isEqualTo(Duration.ofMillis(500));
        assertThat(Effort.FULL.duration(Duration.ofSeconds(20)).warmup()).isEqualTo(Effort.FULL.warmup());
    }

    @Test
    void writesEveryRoundAsJson() {
        byte[] json = report().json();
        JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(Window.of(json));
        while (cursor.next() != JsonToken.END) {
            assertThat(cursor.depth()).isLessThan(10);
        }
        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"CPU µs/event\":[30,10,20.04]");
    }
}
