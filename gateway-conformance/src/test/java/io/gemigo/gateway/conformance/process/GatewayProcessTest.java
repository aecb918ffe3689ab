package io.gemigo.gateway.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayProcessTest {
    @TempDir
    private Path directory;

    @Test
    void learnsTheClientPortAndLeavesInOrder() throws IOException, InterruptedException {
        try (GatewayProcess gateway = toy("behaves").start()) {
            assertThat(gateway.url().getPort()).isGreaterThan(1);
            LeakCheck.assertNoLeaks(gateway);
        }
    }

    @Test
    void failsWithTheOutputOfAProcessThatDies() {
        assertThatThrownBy(() -> toy("dies").start())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("PORT: not a number");
    }

    @Test
    void failsOnAnExitCodeOtherThanZero() throws IOException {
        GatewayProcess gateway = toy("sulks").start();

        assertThatThrownBy(gateway::close).isInstanceOf(AssertionError.class).hasMessageContaining("exit code");
    }

    @Test
    void failsOnALeak() throws IOException {
        try (GatewayProcess gateway = toy("leaks").start()) {
            assertThatThrownBy(() -> LeakCheck.assertNoLeaks(gateway))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("LEAK:");
        }
    }

    private GatewayProcess.Builder toy(String habit) throws IOException {
        return GatewayProcess.builder().jar(ToyGateway.jar(directory)).argument(habit);
    }
}
