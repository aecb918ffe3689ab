package io.gemigo.gateway.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTimerTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final AtomicInteger came = new AtomicInteger();
    private final Scheduler.Timer timer = loop.timer(came::incrementAndGet);

    private static long nanos(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private void passes(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    @Test
    void comesOnceEachTimeItIsSet() {
        timer.set(nanos(2));
        passes(1);
        assertThat(came).hasValue(0);
        passes(1);
        assertThat(came).hasValue(1);
        passes(10);
        assertThat(came).hasValue(1);
        timer.set(nanos(1));
        passes(1);
        assertThat(came).hasValue(2);
    }

    @Test
    void putOffItComesThenWithOneTaskPendingMeanwhile() {
        timer.set(nanos(2));
        passes(1);
        timer.set(nanos(2));
        assertThat(loop.pending()).isOne();
        passes(1);
        assertThat(came).hasValue(0);
        assertThat(loop.pending()).isOne();
        passes(1);
        assertThat(came).hasValue(1);
    }

    @Test
    void comesAtTheEarlierTimeItWasSetToLast() {
        timer.set(nanos(10));
        timer.set(nanos(1));
        assertThat(loop.pending()).isOne();
        passes(1);
        assertThat(came).hasValue(1);
        passes(20);
        assertThat(came).hasValue(1);
    }

    @Test
    void cancelledItLeavesNothingPending() {
        timer.set(nanos(1));
        timer.cancel();
        timer.cancel();
        assertThat(loop.pending()).isZero();
        passes(2);
        assertThat(came).hasValue(0);
    }
}
