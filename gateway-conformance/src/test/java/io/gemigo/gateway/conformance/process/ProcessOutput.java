package io.gemigo.gateway.conformance.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Everything a process prints, kept for the message of a failure. A thread of its own drains the pipe until the process
 * ends. Thread-safe.
 */
final class ProcessOutput {
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;

    private ProcessOutput(InputStream in, Consumer<String> onLine, Runnable onEnd) {
        this.reader = new Thread(() -> drain(in, onLine, onEnd), "process-output");
        this.reader.setDaemon(true);
    }

    /**
     * Starts draining.
     *
     * @param onLine called with each line, on the draining thread
     * @param onEnd called once when the process has closed its output, on the draining thread
     */
    static ProcessOutput of(Process process, Consumer<String> onLine, Runnable onEnd) {
        ProcessOutput output = new ProcessOutput(process.getInputStream(), onLine, onEnd);
        output.reader.start();
        return output;
    }

    /** Starts draining without listening. */
    static ProcessOutput of(Process process) {
        return of(process, line -> {}, () -> {});
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** The whole output, once the process has ended. */
    String awaitText() throws InterruptedException {
        reader.join();
        return String.join("\n", lines());
    }

    private void drain(InputStream in, Consumer<String> onLine, Runnable onEnd) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
                onLine.accept(line);
            }
        } catch (IOException e) {
            add("(output lost: " + e.getMessage() + ")");
        } finally {
            onEnd.run();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
    }
}
