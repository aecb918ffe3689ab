package io.gemigo.gateway.provider.demo;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.Scheduler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One answer of the demo, said word by word on the call's loop. Loop-confined. */
final class DemoCall implements ChatCall {
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final ChatCall OVER = new ChatCall() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public void cancel() {}
    };

    private final DemoAnswer answer;
    private final Scheduler loop;
    private final ChatSink sink;
    private final ByteBuilder escaped = new ByteBuilder(64);

    private Scheduler.@Nullable Cancellable next;
    private int said;
    private boolean paused;
    private boolean over;

    DemoCall(DemoAnswer answer, Scheduler loop, ChatSink sink) {
        this.answer = answer;
        this.loop = loop;
        this.sink = sink;
    }

    /** A call that has ended. */
    static ChatCall over() {
        return OVER;
    }

    void start() {
        sink.started(escaped.array(), 0, 0);
        plan();
    }

    private void plan() {
        if (!paused && !over && next == null) {
            next = loop.schedule(PACE_NANOS, this::say);
        }
    }

    private void say() {
        next = null;
        List<String> words = answer.words();
        if (said < words.size()) {
            escaped.clear();
            JsonText.escapeTo(escaped, words.get(said++));
            sink.text(0, escaped.array(), 0, escaped.length());
            plan();
        } else {
            end();
        }
    }

    /** The sink may cancel at any word, also at one of the last. */
    private void end() {
        sink.finished(0, answer.reason());
        if (!over) {
            sink.usage(answer.usage());
        }
        if (!over) {
            over = true;
            sink.completed();
        }
    }

    @Override
    public void pause() {
        paused = true;
        stop();
    }

    @Override
    public void resume() {
        paused = false;
        plan();
    }

    @Override
    public void cancel() {
        over = true;
        stop();
    }

    private void stop() {
        Scheduler.Cancellable planned = next;
        next = null;
        if (planned != null) {
            planned.cancel();
        }
    }
}
