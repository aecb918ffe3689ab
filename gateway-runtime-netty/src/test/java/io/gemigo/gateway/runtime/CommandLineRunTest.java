package io.gemigo.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineRunTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Integer run(Map<String, String> environment, String... args) {
        return new CommandLineRun(
                        environment,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .run(args);
    }

    @Test
    void showsHelpAndVersion() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--config=FILE", "--check", "--version");
        out.reset();
        assertThat(run(Map.of(), "--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).matches("gateway [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
    }

    @Test
    void unknownOptionsAreMistakes() {
        assertThat(run(Map.of(), "--nonsense")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("--nonsense", "accepted: --config");
    }

    @Test
    void checksWithoutStarting() {
        assertThat(run(Map.of("PORT", "1"), "--check")).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void eachMistakeIsOneLineAndTheCodeIsTwo() {
        assertThat(run(Map.of("PORT", "x", "APP_TOKENS", "secret token"), "--config", "/no/such"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .hasLineCount(3)
                .contains("PORT: ", "APP_TOKENS: ", "--config: ")
                .doesNotContain("secret");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void tokensWithoutAnUpstreamAreAMistake() {
        assertThat(run(Map.of("APP_TOKENS", "t"))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).hasLineCount(1).contains("no upstream", "accepted: ");
    }
}
