package io.gemigo.gateway.dialect.openai;

import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.UnaryDecoder;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Decodes one {@code chat.completion} into the same calls as a stream of it would make. Loop-confined; for one use. */
public final class ChatCompletionDecoder implements UnaryDecoder {
    private static final Spare<AnswerScan> SCANS = new Spare<>(AnswerScan::ofCompletion, 32 << 10);

    private final UpstreamErrors errors;

    private @Nullable CompletionEdits completionEdits;

    /** A decoder for one answer. */
    public ChatCompletionDecoder(UpstreamErrors errors) {
        this.errors = errors;
    }

    @Override
    public void body(Window body, ChatSink sink, @Nullable RelayEdits edits) {
        AnswerScan scan = SCANS.take();
        decode(scan, body, sink, edits);
        scan.forget();
        SCANS.giveBack(scan, body.length());
    }

    private void decode(AnswerScan scan, Window body, ChatSink sink, @Nullable RelayEdits edits) {
        try {
            scan.read(body);
        } catch (JsonException malformed) {
            sink.failed(malformed("answer is not JSON: " + malformed.problem()));
            return;
        }
        switch (scan.kind) {
            case ANSWER -> answer(scan, sink, edits);
            case ERROR -> sink.failed(errors.failure(ErrorBody.read(body)));
            case OTHER, MALFORMED -> sink.failed(malformed("answer is not a completion"));
        }
    }

    private static Failure malformed(String problem) {
        return new Failure.UpstreamMalformed(problem, 200);
    }

    private void answer(AnswerScan scan, ChatSink sink, @Nullable RelayEdits edits) {
        String flaw = flaw(scan);
        if (flaw != null) {
            sink.failed(malformed(flaw));
            return;
        }
        scan.emitStarted(sink);
        for (int i = 0; i < scan.choiceCount(); i++) {
            choice(scan, i, sink);
        }
        if (scan.usage != null) {
            sink.usage(scan.usage);
        }
        if (edits != null) {
            completionEdits = new CompletionEdits(scan, edits);
            completionEdits.apply();
        }
        sink.completed();
    }

    @Override
    public void usage(Usage counts) {
        if (completionEdits != null) {
            completionEdits.usage(counts);
        }
    }

    /** What makes it no whole answer, null if it is one. */
    private static @Nullable String flaw(AnswerScan scan) {
        if (scan.choiceCount() == 0) {
            return "answer without a choice";
        }
        BitSet numbers = scan.choiceCount() == 1 ? null : new BitSet();
        for (int i = 0; i < scan.choiceCount(); i++) {
            ChoiceScan choice = scan.choice(i);
            if (!choice.hasMessage) {
                return "choice without a message";
            }
            if (!FinishReasons.given(choice.finish, scan.array)) {
                return "choice without a finish reason";
            }
            if (numbers != null) {
                if (numbers.get(choice.number(i))) {
                    return "two choices of one number";
                }
                numbers.set(choice.number(i));
            }
        }
        return null;
    }

    private static void choice(AnswerScan scan, int place, ChatSink sink) {
        ChoiceScan choice = scan.choice(place);
        int number = choice.number(place);
        byte[] a = scan.array;
        choice.emitTexts(number, a, sink);
        for (int call = 0; call < choice.toolCallCount(); call++) {
            ToolCallScan entry = choice.toolCall(call);
            sink.toolCall(number, call, text(a, entry.id), text(a, entry.name));
            if (entry.arguments.filled()) {
                sink.toolCallArguments(number, call, a, entry.arguments.from, entry.arguments.to);
            }
        }
        choice.emitEnd(number, a, sink);
    }

    private static String text(byte[] a, Range range) {
        return range.present() ? JsonText.unescape(a, range.from, range.to) : "";
    }
}
