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
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What every chunk of one answer, or the whole of it, has in common beside its candidates. Loop-confined. */
final class ReplyFrame {
    private static final byte[] MODEL_VERSION = Fragments.ascii(",\"modelVersion\":\"");
    private static final byte[] RESPONSE_ID = Fragments.ascii("\",\"responseId\":\"");
    private static final byte[] USAGE = Fragments.ascii(",\"usageMetadata\":");

    private final ReplyContext context;
    private final ReplySettings settings;
    private final ErrorContext errors;

    /** Escaped; null while there is none but the request's id. */
    private byte @Nullable [] responseId;

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
            responseId = Arrays.copyOfRange(a, from, to);
        }
    }

    /** Writes the end of an answer's object: <code>,"modelVersion":…,"responseId":…}</code>. */
    void writeTail(ByteBuilder out) {
        out.append(MODEL_VERSION);
        JsonText.escapeTo(out, context.model());
        out.append(RESPONSE_ID);
        byte[] given = responseId;
        if (given == null) {
            JsonText.escapeTo(out, context.requestId());
        } else {
            out.append(given);
        }
        out.append('"').append('}');
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
            out.append(USAGE);
            UsageMetadata.write(new JsonWriter(out), usage, settings.media());
        }
    }
}
