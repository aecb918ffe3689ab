package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.dialect.openai.UsageWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects an answer and writes it in one piece once it is known to be whole; until then nothing is staged. Its size is
 * bounded by what core lets through of one. Loop-confined.
 */
final class ChatCompletionEncoder implements ChatReplyEncoder {
    private final Stage stage;
    private final UnaryTail tail = UnaryTail.INSTANCE;
    private final AnswerHead head;
    private final boolean functions;

    /** By number; null for those of which nothing was said. */
    private final List<@Nullable ChoiceDraft> choices = new ArrayList<>(1);

    private @Nullable Usage usage;

    /**
     * An encoder.
     *
     * @param functions whether tool calls go out in the older function form
     */
    ChatCompletionEncoder(ReplyContext context, Stage stage, boolean functions) {
        this.stage = stage;
        this.functions = functions;
        head = new AnswerHead(context);
    }

    private @Nullable ChoiceDraft choice(int number) {
        if (number >= ChatStreamEncoder.MAX_CHOICES) {
            return null;
        }
        while (choices.size() <= number) {
            choices.add(null);
        }
        ChoiceDraft draft = choices.get(number);
        if (draft == null) {
            draft = new ChoiceDraft();
            choices.set(number, draft);
        }
        return draft;
    }

    @Override
    public void head(HeaderList headers) {
        tail.head(headers);
    }

    @Override
    public void started(byte[] a, int from, int to) {
        head.id(a, from, to);
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.text(a, from, to);
        }
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.thinking(a, from, to);
        }
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.refusal(a, from, to);
        }
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.toolCall(id.isEmpty() ? head.callId(choice, call) : id, name);
        }
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.arguments(call, a, from, to);
        }
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.media(mimeType, a, from, to);
        }
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.logprobs(a, from, to);
        }
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.refusalLogprobs(a, from, to);
        }
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.annotations(a, from, to);
        }
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        ChoiceDraft draft = choice(choice);
        if (draft != null) {
            draft.finished(reason);
        }
    }

    @Override
    public void usage(Usage counts) {
        usage = counts;
    }

    @Override
    public void endOfRead() {}

    @Override
    public void completed() {
        int size = 512;
        for (ChoiceDraft choice : choices) {
            size += choice == null ? 0 : choice.size();
        }
        ByteBuilder out = new ByteBuilder(size);
        JsonWriter json = head.begin(out, "chat.completion").name("choices").array();
        for (int i = 0; i < choices.size(); i++) {
            ChoiceDraft choice = choices.get(i);
            if (choice != null) {
                choice.write(json, i, functions);
            }
        }
        json.endArray();
        Usage counts = usage;
        if (counts != null) {
            UsageWriter.write(json.name("usage"), counts);
        }
        json.endObject();
        stage.write(out.array(), 0, out.length());
    }

    @Override
    public void failed(Failure failure) {
        tail.failed(failure);
    }

    @Override
    public Ending failureEnding() {
        return tail.failureEnding();
    }
}
