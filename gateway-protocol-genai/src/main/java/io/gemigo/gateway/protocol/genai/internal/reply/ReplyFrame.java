package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorBody;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.wire.UsageMetadata;
import org.jspecify.annotations.Nullable;

/** What every chunk of one answer, or the whole of it, has in common beside its candidates. Loop-confined. */
final class ReplyFrame {
    private final ReplyContext context;
    private final ReplySettings settings;
    private final ErrorContext errors;

    private byte @Nullable [] tail;

    ReplyFrame(ReplyContext context, ReplySettings settings, ErrorContext errors) {
        this.context = context;
        this.settings = settings;
        this.errors = errors;
    }

    ReplySettings settings() {
        return settings;
    }

    /** The upstream's response id, escaped; an empty one leaves the request's id in its place. */
    void responseId(byte[] a, int from, int to) {
        if (from < to) {
            tail = tail(a, from, to);
        }
    }

    /** The end of an answer's object: <code>,"modelVersion":…,"responseId":…}</code>. Must not be written to. */
    byte[] tail() {
        byte[] known = tail;
        if (known == null) {
            ByteBuilder id = new ByteBuilder(64);
            JsonText.escapeTo(id, context.requestId());
            known = tail(id.array(), 0, id.length());
            tail = known;
        }
        return known;
    }

    /** A call's id for an upstream that gave none. */
    String madeCallId(int call) {
        return "call_" + Integer.toHexString(context.requestId().hashCode()) + "_" + call;
    }

    /** Writes the object that tells of a failure. */
    void writeError(ByteBuilder out, Failure failure) {
        ErrorBody.write(new JsonWriter(out), failure, errors, context.requestId());
    }

    /** Writes {@code ,"usageMetadata":…}, nothing if there is no usage. */
    void writeUsage(ByteBuilder out, @Nullable Usage usage) {
        if (usage != null) {
            out.append(",\"usageMetadata\":");
            UsageMetadata.write(new JsonWriter(out), usage, settings.media());
        }
    }

    private byte[] tail(byte[] id, int from, int to) {
        ByteBuilder out = new ByteBuilder(128);
        out.append(",\"modelVersion\":\"");
        JsonText.escapeTo(out, context.model());
        out.append("\",\"responseId\":\"").append(id, from, to).append("\"}");
        return out.toBytes();
    }
}
