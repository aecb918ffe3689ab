package io.gemigo.gateway.testkit.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GateTest {

    private final Gate gate = new Gate();

    private CompletableFuture<Boolean> walkUp(AtomicBoolean abandoned) {
        return CompletableFuture.supplyAsync(() -> gate.pass(abandoned::get));
    }

    @Test
    void keepsReleasesForThoseWhoComeLater() throws Exception {
        gate.release(2);

        assertThat(gate.pass(() -> false)).isTrue();
        assertThat(gate.pass(() -> false)).isTrue();

        CompletableFuture<Boolean> third = walkUp(new AtomicBoolean());
        gate.awaitWaiting();
        assertThat(third).isNotDone();
        gate.release();
        assertThat(third.get(10, TimeUnit.SECONDS)).isTrue();
        gate.awaitPassed(3);
    }

    @Test
    void letsEverythingThroughOnceOpen() {
        gate.open();

        assertThat(gate.pass(() -> false)).isTrue();
        assertThat(gate.pass(() -> false)).isTrue();
    }

    @Test
    void turnsAwayWhoeverIsAbandoned() throws Exception {
        AtomicBoolean abandoned = new AtomicBoolean();
        CompletableFuture<Boolean> walker = walkUp(abandoned);
        gate.awaitWaiting();

        abandoned.set(true);
        gate.wake();

        assertThat(walker.get(10, TimeUnit.SECONDS)).isFalse();
        gate.release();
        assertThat(gate.pass(() -> false)).as("the release was not used up").isTrue();
    }
}
