package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.protocol.genai.internal.wire.StreamFraming;
import org.jspecify.annotations.Nullable;

/**
 * Writes a streamed answer: one chunk per delta, calls whole, and one last chunk with finish reasons and usage.
 *
 * <p>The chunk of a text is staged up to its text's end and left open until the next event says how it ends: with the
 * finish, if that comes in the same read, so that both ride in one chunk; else plainly, at the latest by
 * {@link #endOfRead}. Thus a text is copied once and nothing is allocated for it. Loop-confined.
 */
final class StreamEncoder implements ChatReplyEncoder {
    private static final byte[] TEXT_OPEN = join(Fragments.PARTS, Fragments.TEXT);
    private static final byte[] TEXT_CLOSE = Fragments.ascii("\"}],\"role\":\"model\"},\"index\":");
    private static final byte[] THOUGHT_CLOSE = Fragments.ascii("\",\"thought\":true}],\"role\":\"model\"},\"index\":");

    private static final byte[] REPLACEMENT = Fragments.ascii("\\ufffd");

    private final ReplyFrame frame;
    private final StreamFraming framing;
    private final Stage stage;
    private final Candidates candidates;
    private final ByteBuilder scratch = new ByteBuilder(512);

    /** Constants of this answer: head of a further text chunk, ends of the first candidate's text and thought chunks. */
    private final byte[] textOpen;

    private byte[] textClose = {};
    private byte[] thoughtClose = {};
    private boolean constantsMade;

    private boolean begun;
    /** The candidate whose text is staged and not closed; null if no chunk is open. */
    private @Nullable Candidate open;

    private boolean openIsThought;
    private @Nullable Usage usage;
    private Ending failureEnding;

    StreamEncoder(ReplyFrame frame, StreamFraming framing, Stage stage) {
        this.frame = frame;
        this.framing = framing;
        this.stage = stage;
        candidates = new Candidates(frame);
        textOpen = join(framing.next(), TEXT_OPEN);
        failureEnding = framing.failureEnding();
    }

    @Override
    public void head(HeaderList headers) {
        framing.head(headers);
    }

    @Override
    public void started(byte[] a, int from, int to) {
        frame.responseId(a, from, to);
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        delta(choice, false, a, from, to);
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        if (frame.settings().thoughts()) {
            delta(choice, true, a, from, to);
        } else {
            candidates.at(choice);
        }
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        candidates.at(choice).refused();
        delta(choice, false, a, from, to);
    }

    private void delta(int choice, boolean thought, byte[] a, int from, int to) {
        Candidate candidate = candidates.at(choice);
        HalfPair half = candidate.half(thought);
        int waiting = HalfPair.waiting(a, from, to);
        int end = to - waiting;
        if (from < end) {
            openText(candidate, thought);
            if (half.kept()) {
                stage.write(half.take());
            }
            stage.write(a, from, end);
        }
        if (waiting > 0) {
            giveUpHalf(candidate, thought);
            half.keep(a, to);
        }
    }

    private void openText(Candidate candidate, boolean thought) {
        closeOpen();
        if (begun) {
            stage.write(textOpen);
        } else {
            stage.write(framing.first());
            stage.write(TEXT_OPEN);
            begun = true;
        }
        open = candidate;
        openIsThought = thought;
    }

    /** Half a pair that nothing completes becomes a replacement character. */
    private void giveUpHalf(Candidate candidate, boolean thought) {
        HalfPair half = candidate.half(thought);
        if (half.kept()) {
            openText(candidate, thought);
            half.take();
            stage.write(REPLACEMENT);
        }
    }

    private void giveUpHalves() {
        for (Candidate candidate : candidates.all()) {
            giveUpHalf(candidate, true);
            giveUpHalf(candidate, false);
        }
    }

    private void closeOpen() {
        Candidate candidate = open;
        if (candidate == null) {
            return;
        }
        open = null;
        if (candidate.index() == 0 && !candidate.logprobsPending()) {
            makeConstants();
            stage.write(openIsThought ? thoughtClose : textClose);
            return;
        }
        scratch.clear();
        scratch.append(openIsThought ? THOUGHT_CLOSE : TEXT_CLOSE).append((long) candidate.index());
        candidate.writeLogprobs(scratch, false);
        scratch.append("}]");
        endChunk();
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        Candidate candidate = candidates.at(choice);
        candidate.calls().begin(call, id, name);
        ByteBuilder parts = new ByteBuilder(256);
        if (candidate.calls().writeComplete(parts)) {
            wholeParts(candidate, parts);
        }
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        candidates.at(choice).calls().arguments(call, a, from, to);
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        ByteBuilder part = new ByteBuilder(to - from + 64);
        MediaPart.write(new JsonWriter(part), mimeType, a, from, to);
        wholeParts(candidates.at(choice), part);
    }

    private void wholeParts(Candidate candidate, ByteBuilder parts) {
        closeOpen();
        beginChunk();
        scratch.append(Fragments.PARTS).append(parts.array(), 0, parts.length());
        scratch.append("],\"role\":\"model\"},\"index\":")
                .append((long) candidate.index())
                .append("}]");
        endChunk();
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        candidates.at(choice).logprobs(a, from, to);
    }

    /** A refusal is text here. */
    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        logprobs(choice, a, from, to);
    }

    /** Citations of this API are of what a model has learnt, not of what it has read: there is no place for these. */
    @Override
    public void annotations(int choice, byte[] a, int from, int to) {}

    @Override
    public void finished(int choice, FinishReason reason) {
        candidates.at(choice).finished(reason);
    }

    @Override
    public void usage(Usage counts) {
        usage = counts;
    }

    @Override
    public void endOfRead() {
        closeOpen();
    }

    @Override
    public void completed() {
        lastChunk(false);
    }

    @Override
    public void failed(Failure failure) {
        if (failure.kind() == Failure.Kind.CONTENT_BLOCKED) {
            // Withheld midway is an end of its own here, not an error.
            failureEnding = Ending.CLEAN;
            lastChunk(true);
            return;
        }
        giveUpHalves();
        closeOpen();
        beginChunk();
        frame.writeError(scratch, failure);
        scratch.append(framing.after()).append(framing.end());
        stage.write(scratch.array(), 0, scratch.length());
    }

    @Override
    public Ending failureEnding() {
        return failureEnding;
    }

    /** All finish reasons and the usage in one chunk with parts in it: clients drop turns that end otherwise. */
    private void lastChunk(boolean blocked) {
        giveUpHalves();
        if (openIsThought) {
            closeOpen();
        }
        Candidate first = open;
        open = null;
        if (first == null) {
            beginChunk();
            scratch.append("{\"candidates\":[");
        } else {
            scratch.clear();
            scratch.append("\"}");
            first.writeEnd(scratch, true, blocked);
        }
        boolean comma = first != null;
        for (Candidate candidate : candidates.all()) {
            if (candidate != first) {
                scratch.append(comma ? ",{\"content\":{\"parts\":[" : "{\"content\":{\"parts\":[");
                candidate.writeEnd(scratch, false, blocked);
                comma = true;
            }
        }
        scratch.append(']');
        frame.writeUsage(scratch, usage);
        endChunk();
        stage.write(framing.end());
    }

    private void beginChunk() {
        scratch.clear();
        scratch.append(begun ? framing.next() : framing.first());
        begun = true;
    }

    private void endChunk() {
        frame.writeTail(scratch);
        scratch.append(framing.after());
        stage.write(scratch.array(), 0, scratch.length());
    }

    private void makeConstants() {
        if (!constantsMade) {
            constantsMade = true;
            ByteBuilder end = new ByteBuilder(256).append("0}]");
            frame.writeTail(end);
            byte[] rest = end.append(framing.after()).toBytes();
            textClose = join(TEXT_CLOSE, rest);
            thoughtClose = join(THOUGHT_CLOSE, rest);
        }
    }

    private static byte[] join(byte[] head, byte[] tail) {
        ByteBuilder joined = new ByteBuilder(head.length + tail.length);
        return joined.append(head).append(tail).toBytes();
    }
}
