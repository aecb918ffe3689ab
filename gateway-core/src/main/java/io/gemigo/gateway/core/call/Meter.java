package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a provider and whoever reads its answer: counts, keeps finish reason and usage, lets exactly one end
 * through and nothing after it, and no more than the reader may have to keep. Loop-confined; one per attempt.
 */
final class Meter implements ChatSink {
    /** Bytes of text per token where no counts are given: the usual rule of thumb. */
    static final int BYTES_PER_TOKEN = 4;

    /** Hears how an attempt ended. */
    interface Owner {
        /** It ended: well if the failure is null. */
        void ended(@Nullable Failure failure);
    }

    private final ChatSink reader;
    private final Owner owner;
    private final long promptTokens;
    private final long mostBytes;

    private boolean ended;
    private boolean completedWell;
    private boolean begun;
    private long outputBytes;
    private long carriedBytes;
    private @Nullable FinishReason finishReason;
    private @Nullable Usage usage;

    /**
     * A meter.
     *
     * @param reader gets everything but failures, which the owner renders
     * @param promptTokens estimated input tokens, for answers without usage
     * @param mostBytes how much the reader takes: an answer of more fails as one in one piece does
     */
    Meter(ChatSink reader, Owner owner, long promptTokens, long mostBytes) {
        this.reader = reader;
        this.owner = owner;
        this.promptTokens = promptTokens;
        this.mostBytes = mostBytes;
    }

    /** Whether the answer is at its end. */
    boolean ended() {
        return ended;
    }

    /** Whether the answer has ended, and whole. */
    boolean completedWell() {
        return completedWell;
    }

    /** Lets nothing through any more. */
    void mute() {
        ended = true;
    }

    /** Why the first choice ended, null if it has not. */
    @Nullable
    FinishReason finishReason() {
        return finishReason;
    }

    /** What was used as far as is known: the upstream's counts, else a guess if anything was produced, else nothing. */
    Usage used() {
        Usage known = usage;
        return known != null ? known : begun ? estimate() : Usage.NONE;
    }

    private Usage estimate() {
        return Usage.estimate(promptTokens, (outputBytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN);
    }

    private boolean deaf(int bytes) {
        return deaf(bytes, bytes);
    }

    /**
     * Whether the reader does not hear it.
     *
     * @param output bytes that the model has written
     * @param carried bytes that the reader may have to keep
     */
    private boolean deaf(int output, int carried) {
        if (ended) {
            return true;
        }
        begun = true;
        outputBytes += output;
        carriedBytes += carried;
        if (carriedBytes > mostBytes) {
            failed(new Failure.UpstreamMalformed("answer over the limit", 200));
        }
        return ended;
    }

    @Override
    public void started(byte[] a, int from, int to) {
        if (!deaf(0)) {
            reader.started(a, from, to);
        }
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        if (!deaf(to - from)) {
            reader.text(choice, a, from, to);
        }
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        if (!deaf(to - from)) {
            reader.thinking(choice, a, from, to);
        }
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        if (!deaf(to - from)) {
            reader.refusal(choice, a, from, to);
        }
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        if (!deaf(name.length(), name.length() + id.length())) {
            reader.toolCall(choice, call, id, name);
        }
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        if (!deaf(to - from)) {
            reader.toolCallArguments(choice, call, a, from, to);
        }
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        if (!deaf(to - from)) {
            reader.media(choice, mimeType, a, from, to);
        }
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        if (!deaf(0, to - from)) {
            reader.logprobs(choice, a, from, to);
        }
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        if (!deaf(0, to - from)) {
            reader.refusalLogprobs(choice, a, from, to);
        }
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        if (!deaf(0, to - from)) {
            reader.annotations(choice, a, from, to);
        }
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        if (!deaf(0)) {
            if (finishReason == null || choice == 0) {
                finishReason = reason;
            }
            reader.finished(choice, reason);
        }
    }

    @Override
    public void usage(Usage counts) {
        if (!deaf(0)) {
            usage = counts;
            reader.usage(counts);
        }
    }

    @Override
    public void completed() {
        if (ended) {
            return;
        }
        if (usage == null) {
            Usage guess = estimate();
            usage = guess;
            reader.usage(guess);
        }
        ended = true;
        completedWell = true;
        reader.completed();
        owner.ended(null);
    }

    @Override
    public void failed(Failure failure) {
        if (!ended) {
            ended = true;
            owner.ended(failure);
        }
    }
}
