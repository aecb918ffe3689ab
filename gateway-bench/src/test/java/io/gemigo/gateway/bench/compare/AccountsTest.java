package io.gemigo.gateway.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What this machine tells of processes, tried on our own. */
class AccountsTest {
    private static final int MIB = 1 << 20;

    private final long pid = ProcessHandle.current().pid();

    @Test
    void tellsProcessorTimeAndMemory() {
        assumeThat(Files.isDirectory(Path.of("/proc/self")))
                .as("/proc is there")
                .isTrue();
        ProcessTree tree = ProcessTree.of(pid);
        assertThat(tree.cpuNanos()).isPositive();
        assertThat(tree.residentBytes()).isGreaterThan(MIB);
    }

    @Test
    void saysThatItDoesNotKnow() {
        ProcessTree nobody = ProcessTree.of(Long.MAX_VALUE);
        assertThat(nobody.cpuNanos()).isEqualTo(-1);
        assertThat(nobody.residentBytes()).isEqualTo(-1);
        assertThat(JvmAllocation.bytes(Long.MAX_VALUE)).isEqualTo(-1);
    }

    @Test
    void tellsWhatAnotherJvmHasAllocated() {
        long before = JvmAllocation.bytes(pid);
        assumeThat(before).as("jcmd is there").isPositive();
        byte[][] held = new byte[64][];
        for (int i = 0; i < held.length; i++) {
            held[i] = new byte[MIB];
        }
        assertThat(JvmAllocation.bytes(pid) - before).isGreaterThan(held.length / 2L * MIB);
    }
}
