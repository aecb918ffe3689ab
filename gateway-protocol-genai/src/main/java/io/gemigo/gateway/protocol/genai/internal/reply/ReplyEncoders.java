package io.gemigo.gateway.protocol.genai.internal.reply;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.wire.StreamFraming;

/** Picks the encoder of an answer. */
public final class ReplyEncoders {
    private ReplyEncoders() {}

    /**
     * The encoder.
     *
     * @param errors what errors take from the request; its shape is the answer's
     * @param warnings hears of estimated usage where the answer's head is still to come
     */
    public static ChatReplyEncoder of(
            ErrorContext errors, ReplySettings settings, ReplyContext context, Stage stage, Warnings warnings) {
        ReplyFrame frame = new ReplyFrame(context, settings, errors);
        ChatReplyEncoder encoder = switch (errors.shape()) {
            case OBJECT -> new GenerateContentEncoder(frame, stage, warnings);
            case SSE -> new StreamEncoder(frame, StreamFraming.SSE, stage);
            case ARRAY -> new StreamEncoder(frame, StreamFraming.ARRAY, stage);
        };
        return settings.enumAnswer() ? new EnumAnswerEncoder(encoder) : encoder;
    }
}
