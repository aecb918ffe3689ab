package io.gemigo.gateway.conformance.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The packaged gateway in a process of its own, as an operator runs it: {@code java -jar gateway.jar} and an
 * environment. The jar is the one that system property {@code gateway.jar} names. Ports are free ones unless the
 * environment says otherwise; nothing of this machine's environment shines through but what a process needs to run.
 *
 * <p>{@link #close()} sends SIGTERM and fails unless the gateway leaves in good order; what it printed is then found in
 * {@code target/gateways}. Single-owner.
 */
public final class GatewayProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://[^\\s/]+:(\\d+)");
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR", "SystemRoot");
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    private final Path directory;
    private final Process process;
    private final ProcessOutput output;
    private final CompletableFuture<URI> url = new CompletableFuture<>();

    private GatewayProcess(ProcessBuilder command) throws IOException {
        this.directory = command.directory().toPath();
        this.process = command.start();
        this.output = ProcessOutput.of(
                process,
                this::lookForAddress,
                () -> url.completeExceptionally(new IllegalStateException("it ended before it listened")));
    }

    /** Starts to describe a gateway. */
    public static Builder builder() {
        return new Builder();
    }

    /** Where clients call, without a trailing slash. */
    public URI url() {
        return url.join();
    }

    /** What the gateway has printed so far, standard output and error as one. */
    public List<String> output() {
        return output.lines();
    }

    /** The gateway's process id. */
    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM, waits for the end and returns the exit code. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("no exit within " + STOP_LIMIT + " of SIGTERM\n" + output.awaitText());
        }
        return process.exitValue();
    }

    /** Stops the gateway and fails unless it exits with 0. */
    @Override
    public void close() {
        try {
            int exitCode = stop();
            String said = output.awaitText();
            Files.writeString(directory.resolve("output.log"), said);
            assertThat(exitCode)
                    .as("exit code after SIGTERM, output:%n%s", said)
                    .isZero();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the gateway's output", e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void lookForAddress(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        Matcher matcher = ADDRESS.matcher(line);
        if (lower.contains("listening") && !lower.contains("admin") && matcher.find()) {
            url.complete(URI.create("http://127.0.0.1:" + matcher.group(1)));
        }
    }

    private GatewayProcess awaitListening() {
        try {
            url.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return this;
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the gateway did not start, output:\n" + String.join("\n", output()), e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while the gateway started", e);
        }
    }

    /** Describes a gateway to start. Single-owner. */
    public static final class Builder {
        private final List<String> jvmFlags = new ArrayList<>();
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, String> environment = new LinkedHashMap<>(Map.of("PORT", "0", "ADMIN_PORT", "0"));

        private @Nullable Path jar;

        private Builder() {}

        /** Runs another jar than the one under test. */
        Builder jar(Path other) {
            jar = other;
            return this;
        }

        /** Sets a variable of the gateway's environment. */
        public Builder environment(String name, String value) {
            environment.put(name, value);
            return this;
        }

        /** Adds a flag for the gateway's JVM. */
        public Builder jvmFlag(String flag) {
            jvmFlags.add(flag);
            return this;
        }

        /** Adds an argument behind the jar. */
        public Builder argument(String argument) {
            arguments.add(argument);
            return this;
        }

        /** Starts the gateway and waits until it listens; fails with its output when it does not. */
        public GatewayProcess start() {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmFlags);
            command.addAll(List.of("-jar", (jar == null ? GatewayJar.path() : jar).toString()));
            command.addAll(arguments);
            ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
            process.environment().keySet().retainAll(INHERITED);
            process.environment().putAll(environment);
            try {
                process.directory(workingDirectory().toFile());
                return new GatewayProcess(process).awaitListening();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot start " + command, e);
            }
        }

        /** A fresh directory below {@code target}, so that what the gateway writes can be looked at afterwards. */
        private static Path workingDirectory() throws IOException {
            Path parent = Files.createDirectories(Path.of("target", "gateways"));
            return Files.createTempDirectory(parent, "run-");
        }
    }
}
