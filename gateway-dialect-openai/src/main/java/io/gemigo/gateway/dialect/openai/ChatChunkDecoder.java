package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.sse.SseEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes a stream of {@code chat.completion.chunk}s. In the steady state (text and nothing else) an event allocates
 * nothing. Loop-confined; one per answer.
 *
 * <p>A stream is whole if every choice that began has a finish reason, whatever {@code [DONE]} says.
 */
public final class ChatChunkDecoder implements EventDecoder {
    /** The API allows 128 choices; a higher number is no choice anybody asked for. */
    private static final int MAX_CHOICES = 128;

    /** Streams that wait for their next event, as most do most of the time, need none. */
    private static final Spare<AnswerScan> SCANS = new Spare<>(AnswerScan::ofChunks, 32 << 10);

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final UpstreamErrors errors;

    private @Nullable ChunkEdits chunkEdits;
    private boolean started;
    /** Whether counts came behind the end of all choices: they are the last, since a relay has passed them on. */
    private boolean counted;

    private @Nullable ChoiceState[] choices = new ChoiceState[1];

    /** A decoder for one stream. */
    public ChatChunkDecoder(UpstreamErrors errors) {
        this.errors = errors;
    }

    @Override
    public void event(SseEvent event, ChatSink sink, @Nullable RelayEdits edits) {
        Window data = event.data();
        if (data.length() == 0) {
            return;
        }
        if (isDone(data)) {
            drop(edits);
            end(sink);
            return;
        }
        AnswerScan scan = SCANS.take();
        read(scan, event, sink, edits);
        scan.forget();
        SCANS.giveBack(scan, data.length());
    }

    private void read(AnswerScan scan, SseEvent event, ChatSink sink, @Nullable RelayEdits edits) {
        try {
            scan.read(event.data());
        } catch (JsonException malformed) {
            drop(edits);
            // What the connection's end has torn is for end() to judge: the answer may be whole without it.
            if (event.terminated()) {
                sink.failed(malformed("event is not JSON: " + malformed.problem()));
            }
            return;
        }
        switch (scan.kind) {
            case ANSWER -> chunk(scan, sink, edits);
            case OTHER -> {
                drop(edits);
                usage(scan, sink);
            }
            case ERROR -> sink.failed(errors.failure(ErrorBody.read(event.data())));
            case MALFORMED -> sink.failed(malformed("event is not a chunk"));
        }
    }

    @Override
    public void end(ChatSink sink) {
        if (!begun()) {
            sink.failed(malformed("stream without a choice"));
        } else if (!whole()) {
            sink.failed(malformed("stream ended without a finish reason"));
        } else {
            sink.completed();
        }
    }

    private boolean begun() {
        for (ChoiceState choice : choices) {
            if (choice != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether every choice that began has finished. */
    private boolean whole() {
        for (ChoiceState choice : choices) {
            if (choice != null && !choice.finished()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDone(Window data) {
        byte[] a = data.array();
        int from = data.from();
        int to = data.to();
        while (to > from && a[to - 1] == ' ') {
            to--;
        }
        while (from < to && a[from] == ' ') {
            from++;
        }
        return Arrays.equals(a, from, to, DONE, 0, DONE.length);
    }

    private static void drop(@Nullable RelayEdits edits) {
        if (edits != null) {
            edits.drop();
        }
    }

    private static Failure malformed(String problem) {
        return new Failure.UpstreamMalformed(problem, 200);
    }

    private void chunk(AnswerScan scan, ChatSink sink, @Nullable RelayEdits edits) {
        for (int i = 0; i < scan.choiceCount(); i++) {
            if (scan.choice(i).number(i) >= MAX_CHOICES) {
                sink.failed(malformed("choice number over the limit"));
                return;
            }
        }
        start(scan, sink);
        ChunkEdits changes = edits == null ? null : changes(edits, scan);
        for (int i = 0; i < scan.choiceCount(); i++) {
            if (!choice(scan, i, sink, changes)) {
                sink.failed(malformed("tool calls over the limit"));
                return;
            }
        }
        usage(scan, sink);
        boolean behindAll = !scan.choiceEntries.anyStays() && begun() && whole();
        counted |= behindAll && scan.usage != null;
        if (changes != null) {
            changes.document(scan, behindAll);
        }
    }

    private ChunkEdits changes(RelayEdits edits, AnswerScan scan) {
        ChunkEdits changes = chunkEdits;
        if (changes == null) {
            changes = new ChunkEdits(edits, scan.front);
            chunkEdits = changes;
        }
        changes.front = scan.front;
        return changes;
    }

    @Override
    public byte @Nullable [] usageEvent(Usage counts) {
        return chunkEdits == null ? null : chunkEdits.usage(counts);
    }

    private void start(AnswerScan scan, ChatSink sink) {
        if (started) {
            return;
        }
        started = true;
        scan.emitStarted(sink);
    }

    private void usage(AnswerScan scan, ChatSink sink) {
        if (scan.usage != null && !counted) {
            start(scan, sink);
            sink.usage(scan.usage);
        }
    }

    private ChoiceState state(int number) {
        if (number >= choices.length) {
            choices = Arrays.copyOf(choices, Math.max(number + 1, choices.length * 2));
        }
        ChoiceState state = choices[number];
        if (state == null) {
            state = new ChoiceState(number);
            choices[number] = state;
        }
        return state;
    }

    /** Reads one choice; false if it has more tool calls than anybody could run, or longer names. */
    private boolean choice(AnswerScan scan, int place, ChatSink sink, @Nullable ChunkEdits changes) {
        ChoiceScan choice = scan.choice(place);
        int number = choice.number(place);
        ChoiceState state = state(number);
        if (state.finished()) {
            scan.choiceEntries.drop(place);
            return true;
        }
        boolean first = !state.begun();
        state.begin();
        byte[] a = scan.array;
        choice.emitTexts(number, a, sink);
        for (int i = 0; i < choice.toolCallCount(); i++) {
            ToolCallScan entry = choice.toolCall(i);
            int call = state.callOf(entry, a);
            if (call < 0) {
                return false;
            }
            if (changes != null) {
                changes.toolCall(choice, entry, call, number, state, a);
            }
            state.emit(call, entry, a, sink);
        }
        if (FinishReasons.given(choice.finish, a)) {
            if (changes != null) {
                changes.silentCalls(choice, number, state);
            }
            state.tellAll(sink);
            state.finish();
        }
        choice.emitEnd(number, a, sink);
        if (changes != null && !changes.choice(choice, number, first, a)) {
            scan.choiceEntries.drop(place);
        }
        return true;
    }
}
