package io.gemigo.gateway.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.port.Scheduler.Cancellable;
import io.gemigo.gateway.core.port.Scheduler.Timer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final long TICK = TimerWheel.TICK_NANOS;

    private long now = -5;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final TimerWheel wheel = new TimerWheel(new LoopScheduler(channel.eventLoop(), 0, true), () -> now);
    private final List<String> ran = new ArrayList<>();

    private Cancellable schedule(long delay, String name) {
        return wheel.schedule(delay, () -> ran.add(name));
    }

    private void passes(long nanos) {
        now += nanos;
        wheel.run();
    }

    @Test
    void neverEarlyAndAtMostATickLate() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            long delay = random.nextLong(2_000 * TICK);
            passes(random.nextLong(3 * TICK));
            long due = now + delay;
            long[] at = {-1};
            wheel.schedule(delay, () -> at[0] = now);
            while (at[0] < 0) {
                passes(TICK / 7);
            }
            assertThat(at[0]).isBetween(due, due + TICK + TICK / 7);
        }
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void timersOfLaterRoundsStayInTheirSlot() {
        schedule(512 * TICK, "second round");
        schedule(3 * TICK, "first round");
        passes(4 * TICK);
        assertThat(ran).containsExactly("first round");
        passes(507 * TICK);
        assertThat(ran).containsExactly("first round");
        passes(2 * TICK);
        assertThat(ran).containsExactly("first round", "second round");
    }

    @Test
    void aLongPauseLosesNothing() {
        for (int i = 0; i < 2_000; i++) {
            schedule(i * TICK, "t" + i);
        }
        passes(10_000 * TICK);
        assertThat(ran).hasSize(2_000);
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void cancelledOnesNeverRunWhereverTheyStand() {
        Cancellable first = schedule(TICK, "first");
        Cancellable middle = schedule(TICK, "middle");
        Cancellable last = schedule(TICK, "last");
        schedule(TICK, "kept");
        middle.cancel();
        middle.cancel();
        last.cancel();
        first.cancel();
        assertThat(wheel.pending()).isOne();
        passes(3 * TICK);
        assertThat(ran).containsExactly("kept");
        first.cancel();
        assertThat(wheel.pending()).isZero();
    }

    @Test
    void oneTaskMayCancelAnotherThatIsDueAndSetNewOnes() {
        Cancellable[] other = new Cancellable[2];
        for (int i = 0; i < 2; i++) {
            int next = 1 - i;
            other[i] = wheel.schedule(TICK, () -> {
                ran.add("one of two");
                other[next].cancel();
                schedule(TICK, "new");
            });
        }
        passes(3 * TICK);
        assertThat(ran).containsExactly("one of two");
        passes(2 * TICK);
        assertThat(ran).containsExactly("one of two", "new");
    }

    @Test
    void theEventLoopIsWokenForTheNextOneOnly() {
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
        schedule(3_600_000 * TICK, "in hours");
        assertThat(channel.runScheduledPendingTasks()).isGreaterThan(512 * TICK);
        schedule(100 * TICK, "soon");
        assertThat(channel.runScheduledPendingTasks()).isBetween(50 * TICK, 101 * TICK);
    }

    @Test
    void aTimerComesWhenItWasSetToLast() {
        long[] came = {-1};
        Timer timer = wheel.timer(() -> came[0] = now);
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            long due = 0;
            for (int k = random.nextInt(3); k >= 0; k--) {
                passes(random.nextLong(2 * TICK));
                came[0] = -1;
                long delay = random.nextLong(1_500 * TICK);
                timer.set(delay);
                due = now + delay;
            }
            assertThat(wheel.pending()).isOne();
            while (came[0] < 0) {
                passes(TICK / 7);
            }
            assertThat(came[0]).isBetween(due, due + TICK + TICK / 7);
            assertThat(wheel.pending()).isZero();
        }
    }

    @Test
    void aTimerThatIsSetLaterByAnotherOfTheSameTickWaits() {
        Timer[] both = new Timer[2];
        for (int i = 0; i < 2; i++) {
            int other = 1 - i;
            both[i] = wheel.timer(() -> {
                ran.add("one of two");
                both[other].set(2 * TICK);
            });
            both[i].set(TICK);
        }
        passes(3 * TICK);
        assertThat(ran).containsExactly("one of two");
        passes(2 * TICK);
        assertThat(ran).containsExactly("one of two");
        passes(2 * TICK);
        assertThat(ran).containsExactly("one of two", "one of two");
    }

    @Test
    void aCancelledTimerLeavesNothingAndCanBeSetAgain() {
        Timer timer = wheel.timer(() -> ran.add("timer"));
        timer.set(TICK);
        timer.set(5 * TICK);
        timer.cancel();
        timer.cancel();
        assertThat(wheel.pending()).isZero();
        passes(10 * TICK);
        assertThat(ran).isEmpty();
        timer.set(TICK);
        passes(3 * TICK);
        assertThat(ran).containsExactly("timer");
    }
}
