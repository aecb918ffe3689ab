package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.RelayEdits;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import org.jspecify.annotations.Nullable;

/** A chat asked for over HTTP: encodes the answer in the client's dialect. Loop-confined. */
final class HttpChat implements ChatFront {
    private final HttpCall call;
    private final ChatCodec codec;
    private final boolean usageWanted;
    private final ReplyContext context;

    private @Nullable ChatReplyEncoder encoder;

    HttpChat(HttpCall call, ChatCodec codec, boolean usageWanted, ReplyContext context) {
        this.call = call;
        this.codec = codec;
        this.usageWanted = usageWanted;
        this.context = context;
    }

    @Override
    public boolean committed() {
        return call.committed();
    }

    @Override
    public ChatSink translated() {
        ChatReplyEncoder fresh = codec.encoder(context, call.stage());
        encoder = fresh;
        call.tail(fresh);
        return fresh;
    }

    @Override
    public Answer relayed() {
        ReplyTail tail = codec.relayTail(context, call.stage());
        call.tail(tail);
        return new RelayedAnswer(call.stage(), tail, new RelayEdits(context, usageWanted));
    }

    @Override
    public void endOfRead() {
        if (encoder != null) {
            encoder.endOfRead();
        }
    }

    @Override
    public void over(@Nullable Failure failure) {
        boolean withheld = failure != null && failure.kind() == Failure.Kind.CONTENT_BLOCKED;
        if (withheld && encoder != null && committed()) {
            // Some dialects take this for an answer's end, and end answers with counts.
            encoder.usage(call.told());
        }
        call.runOver(failure);
    }
}
