package io.gemigo.gateway.runtime.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.runtime.loop.IoKind;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/** Kinds of I/O that a kernel may lack: told on a user's machine, a failure in CI. */
public final class NeededIo {
    private NeededIo() {}

    /** Goes on only if the kind is there. */
    public static void check(IoKind kind) {
        if (Objects.equals(System.getenv("CI"), "true")) {
            assertThat(kind.available()).as(kind.word() + " is needed in CI").isTrue();
        }
        Assumptions.assumeTrue(kind.available(), kind.word() + " is not to be had on this machine");
    }
}
