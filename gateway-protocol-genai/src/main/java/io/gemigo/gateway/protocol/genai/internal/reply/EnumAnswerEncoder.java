package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.json.JsonCursor;
import io.gemigo.gateway.core.json.JsonException;
import io.gemigo.gateway.core.json.JsonLimits;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonToken;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.protocol.genai.internal.wire.EnumAnswers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takes the one word out of the object the upstream was asked for. The text of a choice is kept back until it is whole;
 * if it is not such an object it goes on as it came. Loop-confined.
 */
final class EnumAnswerEncoder implements ChatReplyEncoder {
    private static final byte[] PROPERTY = EnumAnswers.PROPERTY.getBytes(StandardCharsets.US_ASCII);
    /** A longer text is no word of a list: it goes on as it comes. */
    private static final int MAX_BYTES = 64 << 10;

    private final ChatReplyEncoder next;
    private final Map<Integer, ByteBuilder> texts = new TreeMap<>();

    EnumAnswerEncoder(ChatReplyEncoder next) {
        this.next = next;
    }

    @Override
    public void text(int choice, byte[] a, int from, int to) {
        ByteBuilder text = texts.computeIfAbsent(choice, key -> new ByteBuilder(128));
        text.append(a, from, to);
        if (text.length() > MAX_BYTES) {
            next.text(choice, text.array(), 0, text.length());
            text.clear();
        }
    }

    @Override
    public void finished(int choice, FinishReason reason) {
        ByteBuilder text = texts.remove(choice);
        if (text != null && !unwrap(choice, text)) {
            next.text(choice, text.array(), 0, text.length());
        }
        next.finished(choice, reason);
    }

    private boolean unwrap(int choice, ByteBuilder escaped) {
        ByteBuilder json = new ByteBuilder(escaped.length());
        JsonText.flush(json, JsonText.unescapeTo(json, escaped.array(), 0, escaped.length(), 0));
        try {
            JsonCursor cursor = new JsonCursor(JsonLimits.DEFAULT).reset(json.array(), 0, json.length());
            boolean object = cursor.next() == JsonToken.OBJECT_START && cursor.next() == JsonToken.NAME;
            if (!object || !cursor.is(PROPERTY) || cursor.next() != JsonToken.STRING) {
                return false;
            }
            int from = cursor.from();
            int to = cursor.to();
            cursor.finish();
            next.text(choice, json.array(), from, to);
            return true;
        } catch (JsonException notJson) {
            return false;
        }
    }

    @Override
    public void head(HeaderList headers) {
        next.head(headers);
    }

    @Override
    public void started(byte[] a, int from, int to) {
        next.started(a, from, to);
    }

    @Override
    public void thinking(int choice, byte[] a, int from, int to) {
        next.thinking(choice, a, from, to);
    }

    @Override
    public void refusal(int choice, byte[] a, int from, int to) {
        next.refusal(choice, a, from, to);
    }

    @Override
    public void toolCall(int choice, int call, String id, String name) {
        next.toolCall(choice, call, id, name);
    }

    @Override
    public void toolCallArguments(int choice, int call, byte[] a, int from, int to) {
        next.toolCallArguments(choice, call, a, from, to);
    }

    @Override
    public void media(int choice, String mimeType, byte[] a, int from, int to) {
        next.media(choice, mimeType, a, from, to);
    }

    @Override
    public void logprobs(int choice, byte[] a, int from, int to) {
        next.logprobs(choice, a, from, to);
    }

    @Override
    public void refusalLogprobs(int choice, byte[] a, int from, int to) {
        next.refusalLogprobs(choice, a, from, to);
    }

    @Override
    public void annotations(int choice, byte[] a, int from, int to) {
        next.annotations(choice, a, from, to);
    }

    @Override
    public void usage(Usage usage) {
        next.usage(usage);
    }

    @Override
    public void endOfRead() {
        next.endOfRead();
    }

    @Override
    public void completed() {
        next.completed();
    }

    @Override
    public void failed(Failure failure) {
        next.failed(failure);
    }

    @Override
    public Ending failureEnding() {
        return next.failureEnding();
    }
}
