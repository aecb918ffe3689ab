package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process and its descendants as Linux accounts for them in {@code /proc} (proc(5)). Elsewhere nothing is known, and every
 * figure is -1.
 */
final class ProcessTree {
    /** USER_HZ, which is 100 on all the machines this runs on. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final List<Long> pids;

    private ProcessTree(List<Long> pids) {
        this.pids = pids;
    }

    /** The tree as it is now. */
    static ProcessTree of(long pid) {
        return new ProcessTree(ProcessHandle.of(pid)
                .map(root -> Stream.concat(Stream.of(root), root.descendants())
                        .map(ProcessHandle::pid)
                        .toList())
                .orElse(List.of()));
    }

    /** Processor time used so far, user and system, in steps of 10 ms. */
    long cpuNanos() {
        long ticks = 0;
        for (long pid : pids) {
            String stat = read(pid, "stat");
            if (stat.isEmpty()) {
                return -1;
            }
            // The second field is the program's name, which may hold blanks.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS]);
        }
        return pids.isEmpty() ? -1 : ticks * NANOS_PER_TICK;
    }

    /** Resident memory; what processes share counts for each. */
    long residentBytes() {
        long bytes = 0;
        for (long pid : pids) {
            for (String line : read(pid, "status").split("\n", -1)) {
                if (line.startsWith("VmRSS:")) {
                    bytes += Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
        }
        return bytes == 0 ? -1 : bytes;
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.UTF_8);
        } catch (IOException unknown) {
            return "";
        }
    }
}
