package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many files a process may have open here. */
final class OpenFiles {
    private static final long UNKNOWN = 4096;
    private static final int SPARE = 500;

    private OpenFiles() {}

    /** The hard limit, to which JVMs raise themselves. */
    static long limit() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/limits"), StandardCharsets.UTF_8)) {
                String[] words = line.split("\\s+", -1);
                if (line.startsWith("Max open files") && !words[4].equals("unlimited")) {
                    return Long.parseLong(words[4]);
                }
            }
        } catch (IOException notLinux) {
            return UNKNOWN;
        }
        return UNKNOWN;
    }

    /** Most streams at once: each is two sockets in a gateway, and two in the harness. */
    static int streams() {
        return (int) Math.min(Integer.MAX_VALUE, (limit() - SPARE) / 2);
    }
}
