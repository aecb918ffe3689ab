package io.gemigo.gateway.runtime.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoopSchedulerTest {
    private static final int TURN = 64;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopScheduler loop = new LoopScheduler(channel.eventLoop(), 0, true);
    private final List<String> heard = new ArrayList<>();

    /** A connection that answers whatever it takes. */
    private final class Echo implements InputReader, Batched {
        private final String name;

        Echo(String name) {
            this.name = name;
        }

        @Override
        public void take(ByteBuf in) {
            heard.add("take " + name);
            in.release();
            loop.touch(this);
        }

        @Override
        public void flushBatch() {
            heard.add("flush " + name);
            if (name.equals("broken")) {
                throw new IllegalStateException("broken on purpose");
            }
        }

        @Override
        public void batchFailed() {
            heard.add("failed " + name);
        }
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }

    @Test
    void smallReadsAreTakenTogetherAndThenAllIsSent() {
        loop.arrived(new Echo("a"), bytes(10));
        loop.arrived(new Echo("b"), bytes(10));
        assertThat(heard).isEmpty();
        channel.runPendingTasks();
        assertThat(heard).containsExactly("take a", "take b", "flush a", "flush b");
        channel.runPendingTasks();
        assertThat(heard).hasSize(4);
    }

    @Test
    void largeReadIsTakenAtOnceBehindWhatCameBefore() {
        loop.arrived(new Echo("a"), bytes(10));
        loop.arrived(new Echo("b"), bytes(4096));
        assertThat(heard).containsExactly("take a", "take b");
        channel.runPendingTasks();
        assertThat(heard).containsExactly("take a", "take b", "flush a", "flush b");
    }

    @Test
    void turnIsCutWhenEnoughConnectionsWait() {
        for (int i = 0; i < TURN; i++) {
            assertThat(heard).isEmpty();
            loop.arrived(new Echo("x"), bytes(10));
        }
        assertThat(heard).hasSize(2 * TURN);
        assertThat(heard.subList(0, TURN)).containsOnly("take x");
        channel.runPendingTasks();
        assertThat(heard).hasSize(2 * TURN);
    }

    @Test
    void flushThatFailsIsTheTroubleOfItsOwnerAlone() {
        loop.enter();
        loop.touch(new Echo("broken"));
        loop.touch(new Echo("sound"));
        loop.leave();
        channel.runPendingTasks();
        assertThat(heard).containsExactly("flush broken", "failed broken", "flush sound");
    }

    @Test
    void whatWasReadIsTakenBeforeAnythingElseIsHeard() {
        loop.arrived(new Echo("a"), bytes(10));
        loop.takeReads();
        assertThat(heard).containsExactly("take a");
    }

    @Test
    void timeStandsStillDuringAnEntryAndGoesOnBetweenThem() {
        loop.enter();
        long first = loop.now();
        long begun = System.nanoTime();
        while (System.nanoTime() == begun) {
            Thread.onSpinWait();
        }
        assertThat(loop.now()).isEqualTo(first);
        loop.leave();
        loop.enter();
        assertThat(loop.now()).isGreaterThan(first);
        loop.leave();
        assertThat(loop.now() - System.nanoTime()).isLessThanOrEqualTo(0);
    }

    @Test
    void clockOfOtherThreadsIsTheSystems() {
        long before = System.nanoTime();
        assertThat(LoopClock.INSTANCE.nanoTime()).isGreaterThanOrEqualTo(before);
    }

    @Test
    void clockOnALoopIsTheEntrys() throws Exception {
        try (Loops loops = Loops.start(1, IoKind.NIO)) {
            LoopScheduler own = loops.all().get(0);
            List<Long> seen = new ArrayList<>();
            own.eventLoop()
                    .submit(() -> own.run(() -> {
                        seen.add(LoopClock.INSTANCE.nanoTime());
                        long begun = System.nanoTime();
                        while (System.nanoTime() == begun) {
                            Thread.onSpinWait();
                        }
                        seen.add(LoopClock.INSTANCE.nanoTime());
                    }))
                    .get();
            assertThat(seen.get(1)).isEqualTo(seen.get(0)).isNotZero();
        }
    }
}
