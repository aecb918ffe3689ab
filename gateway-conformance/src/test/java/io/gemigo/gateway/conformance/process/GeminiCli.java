package io.gemigo.gateway.conformance.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The command line agent {@code gemini}, asked one question without a terminal, in a home and a working directory of its own.
 */
public final class GeminiCli {
    private static final Path DIRECTORY = Path.of("clients-cli");
    private static final NodeModules MODULES = new NodeModules(DIRECTORY);
    private static final long RUN_LIMIT_SECONDS = 60;
    /** Which kind of login to use is not asked for but read; nothing is sent anywhere but to the base URL. */
    private static final String SETTINGS = "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}},"
            + "\"general\":{\"disableAutoUpdate\":true,\"disableUpdateNag\":true},"
            + "\"privacy\":{\"usageStatisticsEnabled\":false},\"telemetry\":{\"enabled\":false},"
            + "\"ide\":{\"enabled\":false}}";

    private GeminiCli() {}

    /**
     * What it printed and how it left.
     *
     * @param exitCode -1 if it did not end in time
     */
    public record Run(int exitCode, String output) {}

    /**
     * Asks.
     *
     * @param home an empty directory
     * @param environment what leads it to a gateway
     */
    public static Run ask(Path home, String question, Map<String, String> environment) throws Exception {
        Path node = MODULES.requireNode().toAbsolutePath();
        Path script = DIRECTORY
                .resolve("node_modules/@google/gemini-cli/bundle/gemini.js")
                .toAbsolutePath();
        Path work = Files.createDirectories(home.resolve("work"));
        settings(home);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        node.toString(), script.toString(), "--skip-trust", "--approval-mode", "yolo", "-p", question))
                .directory(work.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("GEMINI_CLI_NO_RELAUNCH", "true");
        builder.environment().putAll(environment);
        Process process = builder.start();
        ProcessOutput output = ProcessOutput.of(process);
        boolean ended = process.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Run(ended ? process.exitValue() : -1, output.awaitText());
    }

    private static void settings(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".gemini"));
        Files.writeString(folder.resolve("settings.json"), SETTINGS, StandardCharsets.UTF_8);
    }
}
