package io.gemigo.gateway.core.port;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Outcome;

/** A protocol's codecs for one chat request. Loop-confined; {@link #decode} first and once. */
public interface ChatCodec {
    /**
     * Checks a whole body.
     *
     * @param body stays as it is until the exchange has sent the first byte of its answer or has failed
     * @return what the client asks for, or a failure naming the field; never throws on account of what it reads
     */
    Outcome<ChatIntake> decode(Window body, Warnings warnings);

    /** The encoder of a translated answer. */
    ChatReplyEncoder encoder(ReplyContext context, Stage stage);

    /** What follows the passed bytes of a relayed answer; only for intakes with a {@link ChatIntake#relay}. */
    ReplyTail relayTail(ReplyContext context, Stage stage);
}
