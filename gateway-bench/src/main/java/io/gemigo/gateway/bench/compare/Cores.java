package io.gemigo.gateway.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who runs where: the target has one core to itself, load and upstream have the others. Where {@code taskset} or a second core
 * is missing, nobody is pinned. Immutable.
 *
 * @param target the target's core, -1 if nobody is pinned
 * @param load the cores of load and upstream, as {@code taskset} writes them
 */
record Cores(int target, String load) {
    private static final Cores FREE = new Cores(-1, "");

    /** The last core for the target, unless another one is asked for. */
    static Cores choose(int wanted) {
        int count = Runtime.getRuntime().availableProcessors();
        if (count < 2 || Programs.find("taskset") == null) {
            return FREE;
        }
        int target = wanted >= 0 ? wanted : count - 1;
        return new Cores(
                target,
                IntStream.range(0, count)
                        .filter(core -> core != target)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(",")));
    }

    boolean pinned() {
        return target >= 0;
    }

    /** Moves this process, all its threads and those still to come, off the target's core. */
    void pinLoad() throws IOException, InterruptedException {
        if (pinned()) {
            String pid = Long.toString(ProcessHandle.current().pid());
            Path said = Files.createTempFile("taskset-", ".log");
            int code = new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", load, pid)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start()
                    .waitFor();
            String output = Files.readString(said);
            Files.delete(said);
            if (code != 0) {
                throw new IOException("taskset failed: " + output);
            }
        }
    }

    /** A command that runs on the target's core. */
    List<String> onTarget(List<String> command) {
        if (!pinned()) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of("taskset", "--cpu-list", Integer.toString(target)));
        pinned.addAll(command);
        return pinned;
    }
}
