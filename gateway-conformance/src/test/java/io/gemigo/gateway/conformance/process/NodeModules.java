package io.gemigo.gateway.conformance.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The JavaScript packages of a directory, a Node.js of the pinned version among them: installed with {@code npm ci} when
 * they are not there or the lock file has changed since.
 */
final class NodeModules {
    private static final long INSTALL_LIMIT_MINUTES = 5;

    private final Path directory;

    NodeModules(Path directory) {
        this.directory = directory;
    }

    /** The pinned Node.js, ready to run with the packages; without npm the test ends here. */
    synchronized Path requireNode() {
        Path node = directory.resolve("node_modules/node/bin/node");
        try {
            String lock = Files.readString(directory.resolve("package-lock.json"));
            Path installed = directory.resolve("node_modules/.installed-lock.json");
            if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
                install();
                Files.writeString(installed, lock, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look after " + directory, e);
        }
        return RealPart.require(
                Optional.of(node).filter(Files::isExecutable), "npm package node brought no executable to " + node);
    }

    private void install() throws IOException {
        Path npm = RealPart.require(
                RealPart.onPath(List.of("npm", "npm.cmd")), "no npm on the search path: install Node.js with npm");
        Process process = new ProcessBuilder(npm.toString(), "ci")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        ProcessOutput output = ProcessOutput.of(process);
        try {
            if (!process.waitFor(INSTALL_LIMIT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            String said = output.awaitText();
            if (process.waitFor() != 0) {
                RealPart.missing("npm ci failed:\n" + said);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while npm installed packages", e);
        }
    }
}
