package io.gemigo.gateway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The packaged benchmarks, as a person runs them, but short: errors count, times do not. */
class BenchmarksIT {
    @Test
    void everyMicroBenchmarkRuns() throws IOException, InterruptedException {
        BenchmarksRun run = BenchmarksRun.of("micro", "-bm", "ss", "-wi", "0", "-i", "1", "-f", "0", "-foe", "true");

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains("RequestBenchmark.relaySmall", "JsonCursorBenchmark.large");
    }

    @Test
    void noRequestFailsAndNoEventIsLost() throws IOException, InterruptedException {
        BenchmarksRun run = BenchmarksRun.of(
                "compare",
                "--short",
                "--java-option=-XX:TieredStopAtLevel=1",
                "--targets",
                "gateway,gateway-rename,gateway-translate",
                "--gateway-jar",
                System.getProperty("gateway.jar"));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output())
                .contains("### chat-small", "### chat-large", "### stream-fast", "### stream-paced", "### streams-held")
                .contains("| gateway |", "| gateway-rename |", "| gateway-translate |");
    }
}
