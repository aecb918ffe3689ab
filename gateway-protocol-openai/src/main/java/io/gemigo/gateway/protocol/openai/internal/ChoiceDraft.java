package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.FinishReason;
import io.gemigo.gateway.core.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One choice of an answer in one piece, while it is collected. Loop-confined. */
final class ChoiceDraft {
    /** Escaped texts; null as long as there is none. */
    private @Nullable ByteBuilder text;

    private @Nullable ByteBuilder thinking;
    private @Nullable ByteBuilder refusal;
    /** Entries of JSON arrays. */
    private @Nullable ByteBuilder logprobs;

    private @Nullable ByteBuilder refusalLogprobs;
    private @Nullable ByteBuilder annotations;

    private @Nullable ByteBuilder images;
    private final List<Call> calls = new ArrayList<>(0);
    private @Nullable FinishReason finish;

    private record Call(String id, String name, ByteBuilder arguments) {}

    private static ByteBuilder append(@Nullable ByteBuilder to, byte[] a, int from, int end) {
        ByteBuilder out = to == null ? new ByteBuilder(Math.max(64, end - from)) : to;
        return out.append(a, from, end);
    }

    void text(byte[] a, int from, int to) {
        text = append(text, a, from, to);
    }

    void thinking(byte[] a, int from, int to) {
        thinking = append(thinking, a, from, to);
    }

    void refusal(byte[] a, int from, int to) {
        refusal = append(refusal, a, from, to);
    }

    void toolCall(String id, String name) {
        calls.add(new Call(id, name, new ByteBuilder(64)));
    }

    void arguments(int call, byte[] a, int from, int to) {
        calls.get(call).arguments().append(a, from, to);
    }

    void media(String mimeType, byte[] a, int from, int to) {
        ByteBuilder out = images;
        if (out == null) {
            out = new ByteBuilder(to - from + 128);
            images = out;
        } else {
            out.append(',');
        }
        ImageWriter.write(new JsonWriter(out), mimeType, a, from, to);
    }

    /** Takes the entries of an array. */
    void logprobs(byte[] a, int from, int to) {
        logprobs = appendEntries(logprobs, a, from, to);
    }

    /** Takes the entries of an array. */
    void refusalLogprobs(byte[] a, int from, int to) {
        refusalLogprobs = appendEntries(refusalLogprobs, a, from, to);
    }

    /** Takes the entries of an array. */
    void annotations(byte[] a, int from, int to) {
        annotations = appendEntries(annotations, a, from, to);
    }

    private static ByteBuilder appendEntries(@Nullable ByteBuilder to, byte[] a, int from, int end) {
        if (to != null && to.length() > 0) {
            to.append(',');
        }
        return append(to, a, from + 1, end - 1);
    }

    void finished(FinishReason reason) {
        finish = reason;
    }

    /** About as many bytes as it takes to write. */
    int size() {
        int size = 256;
        for (Call call : calls) {
            size += 128 + call.arguments().length();
        }
        size += length(text) + length(thinking) + length(refusal) + length(annotations);
        return size + length(logprobs) + length(refusalLogprobs) + length(images);
    }

    private static int length(@Nullable ByteBuilder bytes) {
        return bytes == null ? 0 : bytes.length();
    }

    /** Writes the entry of {@code choices}. */
    void write(JsonWriter json, int number, boolean functions) {
        json.object().name("index").number((long) number);
        json.name("message").object().name("role").string("assistant");
        boolean silent = refusal != null || !calls.isEmpty();
        json.name("content");
        if (text == null && !silent) {
            json.string("");
        } else {
            escaped(json, text);
        }
        escaped(json.name("refusal"), refusal);
        if (annotations != null) {
            entries(json.name("annotations"), annotations);
        }
        if (thinking != null) {
            escaped(json.name("reasoning_content"), thinking);
        }
        if (!calls.isEmpty()) {
            calls(json, functions);
        }
        if (images != null) {
            entries(json.name("images"), images);
        }
        json.endObject().name("logprobs");
        if (logprobs == null && refusalLogprobs == null) {
            json.nullValue();
        } else {
            entries(json.object().name("content"), logprobs);
            entries(json.name("refusal"), refusalLogprobs);
            json.endObject();
        }
        FinishReason reason = finish == null ? FinishReason.STOP : finish;
        json.name("finish_reason").string(FinishWords.of(reason, functions)).endObject();
    }

    private void calls(JsonWriter json, boolean functions) {
        if (functions) {
            called(json.name("function_call"), calls.get(0));
            return;
        }
        json.name("tool_calls").array();
        for (Call call : calls) {
            json.object().name("id").string(call.id()).name("type").string("function");
            called(json.name("function"), call);
            json.endObject();
        }
        json.endArray();
    }

    private static void called(JsonWriter json, Call call) {
        json.object().name("name").string(call.name());
        escaped(json.name("arguments"), call.arguments());
        json.endObject();
    }

    private static void escaped(JsonWriter json, @Nullable ByteBuilder text) {
        if (text == null) {
            json.nullValue();
        } else {
            json.escaped(text.array(), 0, text.length());
        }
    }

    private static void entries(JsonWriter json, @Nullable ByteBuilder entries) {
        if (entries == null) {
            json.nullValue();
            return;
        }
        json.array();
        if (entries.length() > 0) {
            json.raw(entries.array(), 0, entries.length());
        }
        json.endArray();
    }
}
