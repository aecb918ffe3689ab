package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.json.JsonText;
import io.gemigo.gateway.core.json.JsonWriter;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.dialect.openai.MadeIds;

/** What every object of one answer begins with: the same id, time and model throughout. Loop-confined. */
final class AnswerHead {
    private final ReplyContext context;
    private final ByteBuilder id = new ByteBuilder(48);

    AnswerHead(ReplyContext context) {
        this.context = context;
        JsonText.escapeTo(id, MadeIds.answer(context.requestId()));
    }

    /** The upstream's id, escaped, takes the place of the gateway's if there is one: an empty one breaks clients. */
    void id(byte[] a, int from, int to) {
        if (to > from) {
            id.clear();
            id.append(a, from, to);
        }
    }

    /** Opens the object and writes its first members. */
    JsonWriter begin(ByteBuilder out, String object) {
        JsonWriter json = new JsonWriter(out);
        json.object().name("id").escaped(id.array(), 0, id.length());
        json.name("object").string(object);
        json.name("created").number(context.createdEpochSeconds());
        return json.name("model").string(context.model());
    }

    /** An id for a tool call whose upstream gave none. */
    String callId(int choice, int call) {
        return MadeIds.toolCall(context.requestId(), choice, call);
    }
}
