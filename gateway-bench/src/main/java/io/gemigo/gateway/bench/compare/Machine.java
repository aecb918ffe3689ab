package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the figures were measured on.
 *
 * @param cpu the processor's name
 * @param cores how many of it
 * @param memoryMib memory of the machine, -1 if it is not known
 * @param system name and version of the operating system
 * @param java the JVM of load and upstream
 */
record Machine(String cpu, int cores, long memoryMib, String system, String java) {
    /** This one. */
    static Machine here() {
        return new Machine(
                value("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }

    private static long memory() {
        String total = value("/proc/meminfo", "MemTotal", "").replaceAll("\\D", "");
        return total.isEmpty() ? -1 : Long.parseLong(total) / 1024;
    }

    private static String value(String file, String name, String unknown) {
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(unknown);
        } catch (IOException notLinux) {
            return unknown;
        }
    }
}
