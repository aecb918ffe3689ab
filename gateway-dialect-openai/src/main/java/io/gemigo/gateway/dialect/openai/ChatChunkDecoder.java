package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
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

    private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

    private final UpstreamErrors errors;
    private final AnswerScan scan = new AnswerScan();
    private final ChunkEdits chunkEdits = new ChunkEdits();

    private boolean started;
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
        try {
            scan.read(data);
        } catch (JsonException malformed) {
            drop(edits);
            // What the connection's end has torn is for end() to judge: the answer may be whole without it.
            if (event.terminated()) {
                sink.failed(malformed("event is not JSON: " + malformed.problem()));
            }
            return;
        }
        switch (scan.kind) {
            case ANSWER -> chunk(sink, edits);
            case OTHER -> {
                drop(edits);
                usage(sink);
            }
            case ERROR -> sink.failed(errors.failure(ErrorBody.read(data)));
            case MALFORMED -> sink.failed(malformed("event is not a chunk"));
        }
    }

    @Override
    public void end(ChatSink sink) {
        int begun = 0;
        for (ChoiceState choice : choices) {
            if (choice != null && choice.begun()) {
                begun++;
                if (!choice.finished()) {
                    sink.failed(malformed("stream ended without a finish reason"));
                    return;
                }
            }
        }
        if (begun == 0) {
            sink.failed(malformed("stream without a choice"));
        } else {
            sink.completed();
        }
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

    private void chunk(ChatSink sink, @Nullable RelayEdits edits) {
        for (int i = 0; i < scan.choiceCount(); i++) {
            if (scan.choice(i).number(i) >= MAX_CHOICES) {
                sink.failed(malformed("choice number over the limit"));
                return;
            }
        }
        start(sink);
        if (edits != null) {
            chunkEdits.begin(scan, edits);
        }
        for (int i = 0; i < scan.choiceCount(); i++) {
            if (!choice(scan.choice(i), scan.choice(i).number(i), sink, edits)) {
                sink.failed(malformed("too many tool calls"));
                return;
            }
        }
        usage(sink);
        if (edits != null) {
            chunkEdits.finish(scan, edits);
        }
    }

    private void start(ChatSink sink) {
        if (started) {
            return;
        }
        started = true;
        scan.emitStarted(sink);
    }

    private void usage(ChatSink sink) {
        if (scan.usage != null) {
            start(sink);
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

    private boolean choice(ChoiceScan choice, int number, ChatSink sink, @Nullable RelayEdits edits) {
        ChoiceState state = state(number);
        state.begin();
        boolean over = state.finished();
        byte[] a = scan.array;
        if (!over) {
            choice.emitTexts(number, a, sink);
        }
        for (int i = 0; i < choice.toolCallCount(); i++) {
            ToolCallScan entry = choice.toolCall(i);
            int call = state.callOf(entry, a);
            if (call < 0) {
                return false;
            }
            if (edits != null) {
                chunkEdits.toolCall(entry, call, state.first(), edits);
            }
            if (!over) {
                state.emit(call, entry, a, sink);
            }
        }
        if (!over) {
            if (FinishReasons.given(choice.finish, a)) {
                state.tellAll(sink);
                state.finish();
            }
            choice.emitEnd(number, a, sink);
        }
        if (edits != null) {
            chunkEdits.choice(choice, number, a, edits);
        }
        return true;
    }
}
