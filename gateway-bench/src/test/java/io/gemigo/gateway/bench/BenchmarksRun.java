package io.gemigo.gateway.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished run of {@code benchmarks.jar} in a process of its own.
 *
 * @param output standard output and error as one
 */
record BenchmarksRun(int exitCode, String output) {
    /** Runs it with these arguments and waits for its end. */
    static BenchmarksRun of(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // The quick compiler alone: nothing runs long enough here for the other one.
        command.add("-XX:TieredStopAtLevel=1");
        // Another build on this machine is no reason to fail: nobody reads the times.
        command.add("-Djmh.ignoreLock=true");
        command.add("-jar");
        command.add(jar().toString());
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(Files.createDirectories(Path.of("target")), "benchmarks-", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            int exitCode = process.waitFor();
            return new BenchmarksRun(exitCode, Files.readString(log, StandardCharsets.UTF_8));
        } finally {
            process.destroy();
        }
    }

    private static Path jar() {
        Path jar = Path.of(System.getProperty("benchmarks.jar", "target/benchmarks.jar"));
        if (!Files.isRegularFile(jar)) {
            throw new AssertionError("no benchmarks at " + jar + "; mvn verify builds them first");
        }
        return jar;
    }
}
