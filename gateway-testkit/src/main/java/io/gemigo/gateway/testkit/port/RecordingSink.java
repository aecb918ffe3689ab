package io.gemigo.gateway.testkit.port;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.ChatEvent;
import io.gemigo.gateway.core.chat.ChatEventSink;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.port.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a provider emits and notes every breach of {@link ChatSink}'s rules: order, exactly one end, well-formed
 * ranges, the right thread. Throws nothing at the provider; {@link #assertSound} tells. Used on one thread, but for the
 * note that it was not.
 */
public final class RecordingSink implements ChatSink {
    private final @Nullable Scheduler loop;
    private final List<ChatEvent> events = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();
    private final ChatEventSink owned = new ChatEventSink(events::add);
    private final JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT);
    private final ByteBuilder quoted = new ByteBuilder(256);
    private final Set<Integer> begun = new HashSet<>();
    private final Set<Integer> finished = new HashSet<>();
    private final Map<Integer, Integer> calls = new HashMap<>();
    private Consumer<ChatEvent> listener = event -> {};
    private boolean started;
    private boolean ended;
    private boolean silenced;

    /** A sink that minds the order only. */
    public RecordingSink() {
        this(null);
    }

    /** A sink that minds also that it is called on this loop, if one is given. */
    public RecordingSink(@Nullable Scheduler loop) {
        this.loop = loop;
    }

    /** Calls this with every event, at the end of the provider's call. */
    public RecordingSink onEvent(Consumer<ChatEvent> action) {
        listener = action;
        return this;
    }

    /** From now on every call is a breach: the call was cancelled. */
    public synchronized void silence() {
        silenced = true;
    }

    /** Everything emitted so far. */
    public synchronized List<ChatEvent> events() {
        return List.copyOf(events);
    }

    /** Whether completed or failed has come. */
    public synchronized boolean ended() {
        return ended;
    }

    /** The failure that ended it, null if it has not ended or ended well. */
    public synchronized @Nullable Failure failure() {
        return ended && events.get(events.size() - 1) instanceof ChatEvent.Failed failed ? failed.failure() : null;
    }

    /** Whether it ended well. */
    public synchronized boolean endedWell() {
        return ended && events.get(events.size() - 1) instanceof ChatEvent.Completed;
    }

    /** Whether any choice was finished. */
    public synchronized boolean anyFinished() {
        return !finished.isEmpty();
    }

    /** Fails if a rule was broken. */
    public synchronized void assertSound() {
        if (!breaches.isEmpty()) {
            throw new AssertionError("rules of ChatSink broken: " + breaches + "\nafter events " + events);
        }
    }

    /** Fails if a rule was broken or no end has come. */
    public synchronized void assertEnded() {
        assertSound();
        if (!ended) {
            throw new AssertionError("neither completed nor failed came; events: " + events);
        }
    }

    private boolean enter(String call) {
        Scheduler expected = loop;
        if (expected != null && !expected.inLoop()) {
            breaches.add(call + " off the loop, on " + Thread.currentThread().getName());
        }
        if (silenced) {
            breaches.add(call + " after cancel");
            return false;
        }
        if (ended) {
            breaches.add(call + " after the end");
            return false;
        }
        return true;
    }

    private boolean content(String call) {
        if (!enter(call)) {
            return false;
        }
        if (!started) {
            breaches.add(call + " before started");
        }
        return true;
    }

    private boolean delta(String call, int choice) {
        if (!content(call)) {
            return false;
        }
        if (choice < 0) {
            breaches.add(call + " of choice " + choice);
        }
        if (finished.contains(choice)) {
            breaches.add(call + " of choice " + choice + " after it finished");
        }
        begun.add(choice);
        return true;
    }

    private boolean escaped(String call, byte[] a, int from, int to) {
        quoted.clear();
        quoted.append('"').append(a, from, to).append('"');
        return json(call + ": not the content of a JSON string", quoted.array(), 0, quoted.length());
    }

    private boolean json(String otherwise, byte[] a, int from, int to) {
        try {
            cursor.reset(a, from, to).finish();
            return true;
        } catch (JsonException malformed) {
            breaches.add(otherwise);
            return false;
        }
    }

    private void told() {
        listener.accept(events.get(events.size() - 1));
    }

    @Override
    public synchronized void started(byte[] a, int from, int to) {
        if (enter("started") && escaped("started", a, from, to)) {
            if (started) {
                breaches.add("started twice");
            }
            started = true;
            owned.started(a, from, to);
            told();
        }
    }

    @Override
    public synchronized void text(int choice, byte[] a, int from, int to) {
        if (delta("text", choice) && escaped("text", a, from, to)) {
            owned.text(choice, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void thinking(int choice, byte[] a, int from, int to) {
        if (delta("thinking", choice) && escaped("thinking", a, from, to)) {
            owned.thinking(choice, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void refusal(int choice, byte[] a, int from, int to) {
        if (delta("refusal", choice) && escaped("refusal", a, from, to)) {
            owned.refusal(choice, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void toolCall(int choice, int call, String id, String name) {
        if (delta("toolCall", choice)) {
            int next = calls.getOrDefault(choice, 0);
            if (call != next) {
                breaches.add("toolCall " + call + " of choice " + choice + " where " + next + " is due");
            }
            calls.put(choice, next + 1);
            owned.toolCall(choice, call, id, name);
            told();
        }
    }

    @Override
    public synchronized void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        if (delta("toolCallArguments", choice) && escaped("toolCallArguments", a, from, to)) {
            if (call < 0 || call >= calls.getOrDefault(choice, 0)) {
                breaches.add("arguments of tool call " + call + " of choice " + choice + ", which has not begun");
            }
            owned.toolCallArguments(choice, call, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void media(int choice, String mimeType, byte[] a, int from, int to) {
        if (delta("media", choice) && escaped("media", a, from, to)) {
            owned.media(choice, mimeType, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void logprobs(int choice, byte[] a, int from, int to) {
        if (delta("logprobs", choice) && json("logprobs: not JSON", a, from, to)) {
            owned.logprobs(choice, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void refusalLogprobs(int choice, byte[] a, int from, int to) {
        if (delta("refusalLogprobs", choice) && json("refusalLogprobs: not JSON", a, from, to)) {
            owned.refusalLogprobs(choice, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void annotations(int choice, byte[] a, int from, int to) {
        if (delta("annotations", choice) && json("annotations: not JSON", a, from, to)) {
            owned.annotations(choice, a, from, to);
            told();
        }
    }

    @Override
    public synchronized void finished(int choice, FinishReason reason) {
        if (content("finished")) {
            if (!finished.add(choice)) {
                breaches.add("choice " + choice + " finished twice");
            }
            owned.finished(choice, reason);
            told();
        }
    }

    @Override
    public synchronized void usage(Usage usage) {
        if (content("usage")) {
            owned.usage(usage);
            told();
        }
    }

    @Override
    public synchronized void completed() {
        if (content("completed")) {
            Set<Integer> open = new HashSet<>(begun);
            open.removeAll(finished);
            if (!open.isEmpty()) {
                breaches.add("completed while choices " + open + " have not finished");
            }
            if (finished.isEmpty()) {
                breaches.add("completed without any finished choice");
            }
            ended = true;
            owned.completed();
            told();
        }
    }

    @Override
    public synchronized void failed(Failure failure) {
        if (enter("failed")) {
            ended = true;
            owned.failed(failure);
            told();
        }
    }
}
