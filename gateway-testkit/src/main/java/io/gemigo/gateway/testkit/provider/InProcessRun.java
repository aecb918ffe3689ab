package io.gemigo.gateway.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.testkit.port.RecordingSink;
import io.gemigo.gateway.testkit.time.VirtualClock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One call of an in-process provider on a virtual loop, disturbed as told. Single-owner. */
final class InProcessRun {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final Duration LONG = Duration.ofMinutes(30);
    private static final int NEVER = Integer.MAX_VALUE;

    private final Provider provider;
    private final ChatRequest request;
    private final VirtualClock clock = new VirtualClock();
    private final RecordingSink sink = new RecordingSink(clock);
    private @Nullable ChatCall call;
    private int seen;
    private int cancelIn = NEVER;
    private int pauseAfter = NEVER;
    private int eventsAtPause;
    /** What was wanted of the call while it was not known yet. */
    private @Nullable Runnable later;

    InProcessRun(Provider provider, ChatRequest request) {
        this.provider = provider;
        this.request = request;
    }

    InProcessRun cancelIn(int event) {
        cancelIn = event;
        return this;
    }

    InProcessRun pauseAfter(int events) {
        pauseAfter = events;
        return this;
    }

    /** Starts the call as core does: what is wanted of it before it is known happens right after. */
    InProcessRun start() {
        sink.onEvent(event -> heard());
        ChatCall started = provider.chat(request, new Provider.Context("call-1", clock, new Warnings()), sink);
        call = started;
        if (later != null) {
            later.run();
        }
        if (pauseAfter == 0) {
            pause();
        }
        return this;
    }

    private void heard() {
        seen++;
        if (seen == cancelIn) {
            whenKnown(this::cancel);
        }
        if (seen == pauseAfter) {
            whenKnown(this::pause);
        }
    }

    private void whenKnown(Runnable action) {
        if (call == null) {
            later = action;
        } else {
            action.run();
        }
    }

    void cancel() {
        call().cancel();
        if (!sink.ended()) {
            sink.silence();
        }
    }

    private void pause() {
        call().pause();
        eventsAtPause = sink.events().size();
    }

    int eventsAtPause() {
        return eventsAtPause;
    }

    ChatCall call() {
        return Objects.requireNonNull(call, "not started");
    }

    RecordingSink sink() {
        return sink;
    }

    void step() {
        clock.advance(STEP);
    }

    void untilEvents(int count) {
        clock.runDue();
        for (int i = 0; i < 100_000 && seen < count && !sink.ended(); i++) {
            step();
        }
    }

    void forAWhile() {
        clock.advance(LONG);
    }

    /** Until nothing more can come. */
    void toTheEnd() {
        clock.advance(LONG);
    }

    void assertNothingPending() {
        assertThat(clock.pending()).as("timers and tasks left behind").isZero();
    }
}
