package io.gemigo.gateway.conformance.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs test files of {@code clients/} with Node's own test runner and brings the results home. The packages are
 * installed first if need be.
 */
public final class NodeTestRun {
    private static final Path DIRECTORY = Path.of("clients");
    private static final NodeModules MODULES = new NodeModules(DIRECTORY);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TEST_TIMEOUT_MILLIS = "10000";
    private static final long RUN_LIMIT_SECONDS = 120;

    private NodeTestRun() {}

    /**
     * Runs all test files of one folder.
     *
     * @param environment variables the tests read, beside this machine's
     * @return one result per test, never empty; a run that does not end adds a failed one
     */
    public static List<NodeTestResult> of(String folder, Map<String, String> environment) {
        Path node = MODULES.requireNode().toAbsolutePath();
        try {
            Path report = Files.createTempFile(Files.createDirectories(Path.of("target")), folder + "-", ".ndjson")
                    .toAbsolutePath();
            List<String> command = new ArrayList<>(List.of(
                    node.toString(),
                    "--test",
                    "--test-force-exit",
                    "--test-timeout=" + TEST_TIMEOUT_MILLIS,
                    "--test-reporter=./support/report.mjs",
                    "--test-reporter-destination=" + report));
            command.addAll(testFiles(folder));
            Process process = start(command, environment);
            ProcessOutput output = ProcessOutput.of(process);
            boolean ended = process.waitFor(RUN_LIMIT_SECONDS, TimeUnit.SECONDS);
            stop(process);
            List<NodeTestResult> results = results(report);
            if (!ended || results.isEmpty()) {
                String trouble = ended ? "no test ran:\n" : "no end within " + RUN_LIMIT_SECONDS + " s:\n";
                results.add(new NodeTestResult("(run)", folder, false, false, trouble + output.awaitText()));
            }
            return results;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run the JavaScript tests of " + folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while JavaScript tests ran", e);
        }
    }

    private static List<String> testFiles(String folder) throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".test.mjs"))
                    .map(file -> DIRECTORY.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static Process start(List<String> command, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(DIRECTORY.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Ends what may be left of a run: the runner has a process per file, and a file may have a browser. */
    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static List<NodeTestResult> results(Path report) throws IOException {
        List<NodeTestResult> results = new ArrayList<>();
        for (String line : Files.readAllLines(report)) {
            JsonNode result = JSON.readTree(line);
            results.add(new NodeTestResult(
                    Path.of(result.path("file").asText()).getFileName().toString(),
                    result.path("name").asText(),
                    result.path("passed").asBoolean(),
                    result.path("skipped").asBoolean(),
                    result.path("error").asText("")));
        }
        return results;
    }
}
