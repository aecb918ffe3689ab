package io.gemigo.gateway.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LazyTimerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger fired = new AtomicInteger();
    private final LoopScheduler loop = new LoopScheduler(channel.eventLoop(), 0);
    private final LazyTimer timer = new LazyTimer(loop, fired::incrementAndGet);

    private void runUntilFired(int count) {
        long begun = System.nanoTime();
        while (fired.get() < count && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10)) {
            channel.runScheduledPendingTasks();
        }
        assertThat(fired.get()).isEqualTo(count);
    }

    @Test
    void firesOnceWhenItsTimeHasCome() {
        timer.set(1_000);
        runUntilFired(1);
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    @Test
    void movedLaterItFiresThenAndMovedEarlierAtOnce() {
        timer.set(TimeUnit.MILLISECONDS.toNanos(1));
        timer.set(TimeUnit.HOURS.toNanos(1));
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(5)) {
            channel.runScheduledPendingTasks();
        }
        assertThat(fired.get()).isZero();
        timer.set(1_000);
        runUntilFired(1);
    }

    @Test
    void clearedItDoesNotFireAndClosedItLeavesNothingInTheQueue() {
        timer.set(1_000);
        timer.clear();
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(2)) {
            channel.runScheduledPendingTasks();
        }
        assertThat(fired.get()).isZero();
        timer.set(TimeUnit.HOURS.toNanos(1));
        assertThat(loop.pendingTimeouts()).isOne();
        timer.close();
        assertThat(loop.pendingTimeouts()).as("T12").isZero();
    }
}
