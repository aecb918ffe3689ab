package io.gemigo.gateway.bench.compare;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Programs installed on this machine. */
final class Programs {
    private Programs() {}

    /** Where a program is: on the path, or where servers are installed; null if nowhere. */
    static @Nullable Path find(String name) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
        folders.addAll(List.of("/usr/sbin", "/usr/local/sbin"));
        for (String folder : folders) {
            Path file = Path.of(folder, name);
            if (!folder.isEmpty() && Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }

    /** The first line that a program prints, for versions. */
    static String firstLine(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? said.lines().findFirst().orElse("").strip() : "unknown";
        } catch (IOException notThere) {
            return "unknown";
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
