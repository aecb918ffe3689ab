package io.gemigo.gateway.core.chat;

import io.gemigo.gateway.core.error.Failure;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends each choice's text before the first stop sequence, for upstreams that take fewer than the client gives: what a
 * sequence may begin with is held back until it is known, so that nothing of it leaves, however the text is cut. Of two that
 * complete at the same character the longer one counts.
 *
 * <p>A choice that is cut finishes with {@link FinishReason#STOP}, and nothing more of it is told. Log probabilities are
 * passed as they come: those of held-back text may be told although the text is not. Loop-confined; one per answer.
 */
public final class StopCutter implements ChatSink {
    private final ChatSink reader;
    private final List<String> stops;
    private final int choices;
    private final boolean early;

    /** By choice. */
    private @Nullable StopText[] texts = new StopText[1];
    /** By choice: whether it has ended. */
    private boolean[] over = new boolean[1];

    private int ended;
    private boolean done;

    /**
     * A cutter.
     *
     * @param stops none of them empty
     * @param choices number of answers asked for
     * @param early whether to complete as soon as every choice has ended and one was cut, and thus not to wait for what the
     *     upstream has to say: its counts are not known then
     */
    public StopCutter(ChatSink reader, List<String> stops, int choices, boolean early) {
        this.reader = reader;
        this.stops = List.copyOf(stops);
        this.choices = choices;
        this.early = early;
    }

    private boolean deaf(int choice) {
        return done || choice < over.length && over[choice];
    }

    private StopText textOf(int choice) {
        if (choice >= texts.length) {
            texts = Arrays.copyOf(texts, choice + 1);
        }
        StopText text = texts[choice];
        if (text == null) {
            text = new StopText(stops);
            texts[choice] = text;
        }
        return text;
    }

    /** Lets go what is held back of a choice: something else follows, so that it begins nothing. */
    private void letGo(int choice) {
        StopText text = choice < texts.length ? texts[choice] : null;
        if (text != null && text.length() > 0) {
            reader.text(choice, text.array(), 0, text.length());
            text.release(text.length());
        }
    }

    private void end(int choice, FinishReason reason) {
        if (choice >= over.length) {
            over = Arrays.copyOf(over, choice + 1);
        }
        over[choice] = true;
        ended++;
        reader.finished(choice, reason);
    }

    @Override
    public void started(byte[] a, int from, int to) {
        if (!done) {
            reader.started(a, from, to);
        }
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        if (deaf(choice)) {
            return;
        }
        StopText text = textOf(choice);
        int result = text.add(a, from, to);
        int end = result < 0 ? ~result : result;
        if (end > 0) {
            reader.text(choice, text.array(), 0, end);
            text.release(end);
        }
        if (result < 0) {
            end(choice, FinishReason.STOP);
            if (early && ended >= choices) {
                completed();
            }
        }
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            reader.thinking(choice, a, from, to);
        }
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            letGo(choice);
            reader.refusal(choice, a, from, to);
        }
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        if (!deaf(choice)) {
            letGo(choice);
            reader.toolCall(choice, call, id, name);
        }
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            reader.toolCallArguments(choice, call, a, from, to);
        }
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            letGo(choice);
            reader.media(choice, mimeType, a, from, to);
        }
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            reader.logprobs(choice, a, from, to);
        }
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            reader.refusalLogprobs(choice, a, from, to);
        }
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        if (!deaf(choice)) {
            reader.annotations(choice, a, from, to);
        }
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        if (!deaf(choice)) {
            letGo(choice);
            end(choice, reason);
        }
    }

    @Override
    public void usage(Usage usage) {
        if (!done) {
            reader.usage(usage);
        }
    }

    @Override
    public void completed() {
        if (!done) {
            done = true;
            reader.completed();
        }
    }

    @Override
    public void failed(Failure failure) {
        if (!done) {
            done = true;
            reader.failed(failure);
        }
    }
}
