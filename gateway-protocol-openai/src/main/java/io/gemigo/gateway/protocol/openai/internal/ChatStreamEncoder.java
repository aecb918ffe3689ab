package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.dialect.openai.UsageWriter;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer as chunks, one event each, in the order the official clients rely on: a role first and once per choice,
 * a tool call's id and name once, a finish reason per choice, usage only if asked for, {@code [DONE]}.
 *
 * <p>Texts are copied as escaped bytes between parts encoded once per answer. A chunk of text stays open until the next
 * call, so that log probabilities that belong to it can join it. Loop-confined.
 */
final class ChatStreamEncoder implements ChatReplyEncoder {
    /** No client asks for more, so an upstream's further choices are nobody's. */
    static final int MAX_CHOICES = 128;

    private static final int NONE = -1;

    private static final byte[] ROLE = ascii("\"role\":\"assistant\",");
    private static final byte[] EMPTY_TEXT = ascii("\"content\":\"\",\"refusal\":null}");
    private static final byte[] NULL_TEXT = ascii("\"content\":null}");
    private static final byte[] NULL_TEXT_AND_REFUSAL = ascii("\"content\":null,\"refusal\":\"\"}");
    private static final byte[] CONTENT = ascii("\"content\":\"");
    private static final byte[] THINKING = ascii("\"reasoning_content\":\"");
    private static final byte[] REFUSAL = ascii("\"refusal\":\"");
    private static final byte[] TEXT_END = ascii("\"}");
    private static final byte[] NO_DELTA = ascii("}");
    private static final byte[] FUNCTION_ARGUMENTS = ascii("\"function_call\":{\"arguments\":\"");
    private static final byte[] FUNCTION_ARGUMENTS_END = ascii("\"}}");
    private static final byte[] DELTA = ascii(",\"delta\":{");
    private static final byte[] CALL_INDEX = ascii("\"tool_calls\":[{\"index\":");
    private static final byte[] ARGUMENTS = ascii(",\"function\":{\"arguments\":\"");
    private static final byte[] ARGUMENTS_END = ascii("\"}}]}");
    private static final byte[] LOGPROBS = ascii(",\"logprobs\":{\"content\":");
    private static final byte[] LOGPROBS_END = ascii(",\"refusal\":null},\"finish_reason\":null}");
    private static final byte[] REFUSAL_LOGPROBS = ascii(",\"logprobs\":{\"content\":null,\"refusal\":");
    private static final byte[] REFUSAL_LOGPROBS_END = ascii("},\"finish_reason\":null}");
    private static final byte[] ANNOTATIONS = ascii("\"annotations\":");

    private final Stage stage;
    private final StreamTail tail;
    private final AnswerHead head;
    private final boolean usageWanted;
    private final boolean functions;

    private final ByteBuilder scratch = new ByteBuilder(128);
    private final BitSet spoken = new BitSet(1);
    /** From {@code data: } to the number of a choice. */
    private byte[] prefix = {};
    /** The same with choice 0 and its delta begun: by far the most frequent. */
    private byte[] firstPrefix = {};
    /** From the end of a choice to the end of its event. */
    private final byte[] suffix;
    /** From the end of a delta to the end of its event. */
    private final byte[] plainEnd;

    /** The choice whose chunk lacks its end, or {@link #NONE}. */
    private int open = NONE;

    private @Nullable Usage usage;

    /**
     * An encoder.
     *
     * @param usageWanted whether the client asked for a usage chunk
     * @param functions whether tool calls go out in the older function form
     */
    ChatStreamEncoder(ReplyContext context, Stage stage, boolean usageWanted, boolean functions) {
        this.stage = stage;
        this.usageWanted = usageWanted;
        this.functions = functions;
        tail = new StreamTail(context.requestId(), stage);
        head = new AnswerHead(context);
        String end = usageWanted ? "],\"usage\":null}\n\n" : "]}\n\n";
        suffix = ascii(end);
        plainEnd = ascii(",\"logprobs\":null,\"finish_reason\":null}" + end);
        encodePrefix();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void encodePrefix() {
        ByteBuilder out = new ByteBuilder(256);
        out.append("data: ");
        JsonWriter json = head.begin(out, "chat.completion.chunk");
        json.name("choices").array().object().name("index");
        prefix = out.toBytes();
        firstPrefix = out.append("0,\"delta\":{").toBytes();
    }

    @Override
    public void head(HeaderList headers) {
        tail.head(headers);
    }

    @Override
    public byte[] keepAlive() {
        return tail.keepAlive();
    }

    @Override
    public void started(byte[] a, int from, int to) {
        head.id(a, from, to);
        encodePrefix();
    }

    /** Begins a chunk, after the choice's role chunk if this is its first; false if it is not to be written. */
    private boolean begin(int choice, byte[] roleContent) {
        close();
        if (choice >= MAX_CHOICES) {
            return false;
        }
        if (!spoken.get(choice)) {
            spoken.set(choice);
            prefix(choice);
            stage.write(ROLE);
            stage.write(roleContent);
            stage.write(plainEnd);
        }
        prefix(choice);
        return true;
    }

    private void prefix(int choice) {
        if (choice == 0) {
            stage.write(firstPrefix);
            return;
        }
        scratch.clear();
        scratch.append(prefix).append((long) choice).append(DELTA);
        stage.write(scratch.array(), 0, scratch.length());
    }

    private void close() {
        if (open != NONE) {
            stage.write(plainEnd);
            open = NONE;
        }
    }

    private void delta(int choice, byte[] name, byte[] a, int from, int to, byte[] roleContent) {
        if (to > from && begin(choice, roleContent)) {
            stage.write(name);
            stage.write(a, from, to);
            stage.write(TEXT_END);
            open = choice;
        }
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        delta(choice, CONTENT, a, from, to, EMPTY_TEXT);
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        delta(choice, THINKING, a, from, to, EMPTY_TEXT);
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        delta(choice, REFUSAL, a, from, to, NULL_TEXT_AND_REFUSAL);
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        if (functions && call > 0 || !begin(choice, NULL_TEXT)) {
            return;
        }
        scratch.clear();
        if (functions) {
            scratch.append("\"function_call\":{\"name\":\"");
            JsonText.escapeTo(scratch, name);
            scratch.append("\",\"arguments\":\"\"}}");
        } else {
            scratch.append(CALL_INDEX).append((long) call).append(",\"id\":\"");
            JsonText.escapeTo(scratch, id.isEmpty() ? head.callId(choice, call) : id);
            scratch.append("\",\"type\":\"function\",\"function\":{\"name\":\"");
            JsonText.escapeTo(scratch, name);
            scratch.append("\",\"arguments\":\"\"}}]}");
        }
        stage.write(scratch.array(), 0, scratch.length());
        open = choice;
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        if (to == from || functions && call > 0 || !begin(choice, NULL_TEXT)) {
            return;
        }
        if (functions) {
            stage.write(FUNCTION_ARGUMENTS);
        } else {
            scratch.clear();
            scratch.append(CALL_INDEX).append((long) call).append(ARGUMENTS);
            stage.write(scratch.array(), 0, scratch.length());
        }
        stage.write(a, from, to);
        stage.write(functions ? FUNCTION_ARGUMENTS_END : ARGUMENTS_END);
        open = choice;
    }

    /** OpenAI's chat has no form for pictures; this one is what clients of others read. */
    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        if (begin(choice, EMPTY_TEXT)) {
            scratch.clear();
            ImageWriter.write(new JsonWriter(scratch).name("images").array(), mimeType, a, from, to);
            stage.write(scratch.append(']').append('}').array(), 0, scratch.length());
            open = choice;
        }
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        tokens(choice, LOGPROBS, a, from, to, LOGPROBS_END);
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        tokens(choice, REFUSAL_LOGPROBS, a, from, to, REFUSAL_LOGPROBS_END);
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        if (begin(choice, EMPTY_TEXT)) {
            stage.write(ANNOTATIONS);
            stage.write(a, from, to);
            stage.write(NO_DELTA);
            open = choice;
        }
    }

    private void tokens(int choice, byte[] before, byte[] a, int from, int to, byte[] after) {
        if (open != choice || open == NONE) {
            if (!begin(choice, EMPTY_TEXT)) {
                return;
            }
            stage.write(NO_DELTA);
        }
        open = NONE;
        stage.write(before);
        stage.write(a, from, to);
        stage.write(after);
        stage.write(suffix);
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        if (begin(choice, EMPTY_TEXT)) {
            scratch.clear();
            scratch.append("},\"logprobs\":null,\"finish_reason\":\"");
            scratch.append(FinishWords.of(reason, functions)).append('"').append('}');
            scratch.append(suffix);
            stage.write(scratch.array(), 0, scratch.length());
        }
    }

    @Override
    public void usage(Usage counts) {
        usage = counts;
    }

    @Override
    public void endOfRead() {
        close();
    }

    @Override
    public void completed() {
        close();
        Usage counts = usage;
        if (usageWanted && counts != null) {
            scratch.clear();
            scratch.append("data: ");
            JsonWriter json = head.begin(scratch, "chat.completion.chunk");
            UsageWriter.write(json.name("choices").array().endArray().name("usage"), counts);
            json.endObject();
            stage.write(scratch.append('\n').append('\n').array(), 0, scratch.length());
        }
        tail.completed();
    }

    @Override
    public void failed(Failure failure) {
        close();
        tail.failed(failure);
    }

    @Override
    public Ending failureEnding() {
        return tail.failureEnding();
    }
}
