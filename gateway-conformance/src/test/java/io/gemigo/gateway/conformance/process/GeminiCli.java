package io.gemigo.gateway.conformance.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    /**
     * Which kind of login to use is not asked for but read; it retries ten times and waits in between unless told not to; nothing
     * is sent anywhere but to the base URL.
     */
    private static final String SETTINGS = "{\"security\":{\"auth\":{\"selectedType\":\"gemini-api-key\"}},"
            + "\"general\":{\"enableAutoUpdate\":false,\"enableAutoUpdateNotification\":false,\"maxAttempts\":1},"
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
     * Asks and waits for the end.
     *
     * @param home an empty directory, or one with files to ask about in {@link #work}
     * @param environment what leads it to a gateway
     * @param options further arguments
     */
    public static Run ask(Path home, String question, Map<String, String> environment, String... options)
            throws Exception {
        Process process = start(home, question, environment, options);
        ProcessOutput output = ProcessOutput.of(process);
        boolean ended = process.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return new Run(ended ? process.exitValue() : -1, output.awaitText());
    }

    /** Asks, and leaves the process to the caller; the same as {@link #ask} otherwise. */
    public static Process start(Path home, String question, Map<String, String> environment, String... options)
            throws IOException {
        Path node = MODULES.requireNode().toAbsolutePath();
        Path script = DIRECTORY
                .resolve("node_modules/@google/gemini-cli/bundle/gemini.js")
                .toAbsolutePath();
        settings(home);
        List<String> command = new ArrayList<>(
                List.of(node.toString(), script.toString(), "--skip-trust", "--approval-mode", "yolo", "-p", question));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work(home).toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
        builder.environment().put("HOME", home.toString());
        builder.environment().put("GEMINI_CLI_NO_RELAUNCH", "true");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Where it works, below its home. */
    public static Path work(Path home) throws IOException {
        return Files.createDirectories(home.resolve("work"));
    }

    private static void settings(Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".gemini"));
        Files.writeString(folder.resolve("settings.json"), SETTINGS, StandardCharsets.UTF_8);
    }
}
