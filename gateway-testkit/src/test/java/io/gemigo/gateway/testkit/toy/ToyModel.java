package io.gemigo.gateway.testkit.toy;

import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventEmitter;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.ConfigProblems;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.ProviderFactory;
import io.gemigo.gateway.core.port.ProviderSettings;
import io.gemigo.gateway.core.port.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A provider in process that says three words in three milliseconds, with at most one flaw. */
public final class ToyModel implements Provider, ProviderFactory {
    /** What is wrong with it. */
    public enum Flaw {
        NONE,
        EATS_CANCEL,
        CANCELS_LATE,
        EATS_PAUSE,
        FORGETS_WHAT_IT_HELD,
        LEAVES_TIMERS,
        TWO_TERMINALS,
        NO_TERMINAL,
        OFF_THE_LOOP,
        BREAKS_THE_ORDER,
        REFUSES_WITHOUT_A_NAME,
        MIXES_CALLS
    }

    private static final ModelCard CARD = new ModelCard(
            "toy-1", "Toy", "toys", 0, 1000, 100, Set.of(), ModelCard.Thinking.NEVER, ModelCard.Streaming.OPTIONAL);

    private final Flaw flaw;
    private int calls;

    public ToyModel(Flaw flaw) {
        this.flaw = flaw;
    }

    @Override
    public String id() {
        return "toy-model";
    }

    @Override
    public boolean offline() {
        return true;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public @Nullable ModelProvider create(ProviderSettings settings, ConfigProblems problems) {
        return new ToyModel(flaw);
    }

    @Override
    public ModelTable models() {
        return new ModelTable(List.of(CARD), CARD, CARD);
    }

    @Override
    public ChatCall chat(ChatRequest request, Context context, ChatSink sink) {
        if (request.hasMedia()) {
            String field = flaw == Flaw.REFUSES_WITHOUT_A_NAME ? null : "messages";
            sink.failed(new Failure.InvalidRequest(Failure.InvalidRequest.UNSUPPORTED_VALUE, field, "Only text."));
        }
        calls++;
        Speech speech = new Speech(context.loop(), sink, flaw == Flaw.MIXES_CALLS ? calls : 0);
        if (request.hasMedia()) {
            speech.left.clear();
        } else {
            speech.next();
        }
        return speech;
    }

    private final class Speech implements ChatCall {
        private final Scheduler loop;
        private final ChatEventEmitter emitter;
        private final Deque<ChatEvent> left = new ArrayDeque<>();
        private Scheduler.@Nullable Cancellable timer;
        private boolean paused;

        Speech(Scheduler loop, ChatSink sink, int extra) {
            this.loop = loop;
            emitter = new ChatEventEmitter(sink);
            left.add(new ChatEvent.Started(""));
            left.add(new ChatEvent.Text(0, "Once "));
            left.add(new ChatEvent.Text(0, "upon " + (extra > 0 ? String.valueOf(extra) : "")));
            if (flaw == Flaw.BREAKS_THE_ORDER) {
                left.add(new ChatEvent.Finished(0, FinishReason.STOP));
            }
            left.add(new ChatEvent.Text(0, "a time."));
            if (flaw != Flaw.BREAKS_THE_ORDER) {
                left.add(new ChatEvent.Finished(0, FinishReason.STOP));
            }
            left.add(new ChatEvent.UsageReport(Usage.of(1, 4)));
            if (flaw != Flaw.NO_TERMINAL) {
                left.add(new ChatEvent.Completed());
            }
            if (flaw == Flaw.TWO_TERMINALS) {
                left.add(new ChatEvent.Completed());
            }
        }

        void next() {
            timer = left.isEmpty() ? null : loop.schedule(1_000_000, this::say);
            if (flaw == Flaw.LEAVES_TIMERS) {
                loop.schedule(Long.MAX_VALUE / 4, () -> {});
            }
        }

        private void say() {
            timer = null;
            if (paused) {
                if (flaw == Flaw.FORGETS_WHAT_IT_HELD) {
                    left.poll();
                }
                return;
            }
            ChatEvent event = left.poll();
            if (event == null) {
                return;
            }
            if (flaw == Flaw.OFF_THE_LOOP) {
                elsewhere(() -> emitter.emit(event));
            } else {
                emitter.emit(event);
            }
            if (!paused && timer == null) {
                next();
            }
        }

        private void elsewhere(Runnable task) {
            Thread thread = new Thread(task);
            thread.start();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void pause() {
            paused = flaw != Flaw.EATS_PAUSE;
        }

        @Override
        public void resume() {
            paused = false;
            if (timer == null) {
                next();
            }
        }

        @Override
        public void cancel() {
            if (flaw == Flaw.EATS_CANCEL) {
                return;
            }
            if (flaw == Flaw.CANCELS_LATE) {
                loop.schedule(1_000_001, left::clear);
                return;
            }
            left.clear();
            if (timer != null) {
                timer.cancel();
                timer = null;
            }
        }
    }
}
