package io.gemigo.gateway.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gemigo.gateway.core.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<String> ran = new ArrayList<>();

    @Test
    void standsStillUntilAdvanced() {
        long nanos = clock.nanoTime();
        long millis = clock.epochMillis();

        clock.advance(Duration.ofMillis(1500));

        assertThat(clock.nanoTime() - nanos).isEqualTo(1_500_000_000L);
        assertThat(clock.epochMillis() - millis).isEqualTo(1500);
    }

    @Test
    void runsWhatFallsDueInOrderOfDueTimeThenOfScheduling() {
        clock.schedule(20, () -> ran.add("b"));
        clock.schedule(10, () -> ran.add("a"));
        clock.schedule(20, () -> ran.add("c"));
        clock.schedule(31, () -> ran.add("too late"));

        clock.advance(Duration.ofNanos(30));

        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(clock.pending()).isEqualTo(1);
    }

    @Test
    void runsEachTaskAtItsOwnDueTime() {
        long start = clock.nanoTime();
        List<Long> seen = new ArrayList<>();
        clock.schedule(10, () -> {
            seen.add(clock.nanoTime() - start);
            clock.schedule(5, () -> seen.add(clock.nanoTime() - start));
            clock.schedule(500, () -> seen.add(-1L));
        });

        clock.advance(Duration.ofNanos(100));

        assertThat(seen).containsExactly(10L, 15L);
        assertThat(clock.nanoTime() - start).isEqualTo(100);
    }

    @Test
    void runsExecutedTasksInOrderOnTheNextRunOnly() {
        clock.execute(() -> {
            ran.add("first");
            clock.execute(() -> ran.add("third"));
        });
        clock.execute(() -> ran.add("second"));
        assertThat(ran).isEmpty();

        clock.runDue();

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void neverRunsACancelledTask() {
        Scheduler.Cancellable task = clock.schedule(10, () -> ran.add("cancelled"));

        task.cancel();
        task.cancel();
        clock.advance(Duration.ofSeconds(1));

        assertThat(ran).isEmpty();
        assertThat(clock.pending()).isZero();
    }

    @Test
    void letsATaskCancelAnotherOfTheSameInstant() {
        List<Scheduler.Cancellable> victim = new ArrayList<>();
        clock.schedule(10, () -> {
            ran.add("killer");
            victim.get(0).cancel();
        });
        victim.add(clock.schedule(10, () -> ran.add("victim")));

        clock.advance(Duration.ofNanos(10));

        assertThat(ran).containsExactly("killer");
    }

    @Test
    void doesNotMindCancellingWhatHasRun() {
        Scheduler.Cancellable task = clock.schedule(0, () -> ran.add("task"));
        clock.schedule(5, () -> ran.add("other"));
        clock.runDue();

        task.cancel();
        clock.advance(Duration.ofNanos(5));

        assertThat(ran).containsExactly("task", "other");
    }

    @Test
    void takesTheThreadThatMadeItForItsLoop() {
        assertThat(clock.inLoop()).isTrue();
        assertThat(CompletableFuture.supplyAsync(clock::inLoop).join()).isFalse();
    }

    @Test
    void keepsTheRestPendingWhenATaskThrows() {
        clock.schedule(1, () -> {
            throw new IllegalStateException("broken task");
        });
        clock.schedule(2, () -> ran.add("survivor"));

        assertThatIllegalStateException()
                .isThrownBy(() -> clock.advance(Duration.ofNanos(5)))
                .withMessage("broken task");
        clock.advance(Duration.ofNanos(5));

        assertThat(ran).containsExactly("survivor");
    }

    @Test
    void ordersAcrossTheOverflowOfNanoseconds() {
        VirtualClock late = new VirtualClock(Long.MAX_VALUE - 5);
        late.schedule(10, () -> ran.add("after the overflow"));
        late.schedule(2, () -> ran.add("before the overflow"));

        late.advance(Duration.ofNanos(20));

        assertThat(ran).containsExactly("before the overflow", "after the overflow");
    }

    @Test
    void stepsTheWallClockWithoutMonotonicTimeNoticing() {
        long nanos = clock.nanoTime();
        long millis = clock.epochMillis();

        clock.stepWallClock(Duration.ofHours(-1));

        assertThat(clock.nanoTime()).isEqualTo(nanos);
        assertThat(clock.epochMillis()).isEqualTo(millis - 3_600_000);
    }

    @Test
    void runsNeitherBackwardsNorWithinItself() {
        clock.execute(() -> clock.advance(Duration.ZERO));

        assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
        assertThatIllegalStateException().isThrownBy(clock::runDue);
    }
}
