package io.gemigo.gateway.protocol.openai.internal;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import org.jspecify.annotations.Nullable;

/** The codecs of one chat completion. Loop-confined. */
final class OpenAiChatCodec implements ChatCodec {
    private @Nullable ChatRequestScan scan;

    @Override
    public Outcome<ChatIntake> decode(Window body, Warnings warnings) {
        Outcome<ChatRequestScan> scanned = ChatRequestScanner.scan(body);
        Failure refusal = scanned.failure();
        if (refusal != null) {
            return Outcome.failed(refusal);
        }
        scan = scanned.value();
        return Outcome.of(new OpenAiChatIntake(scanned.value(), warnings));
    }

    @Override
    public ChatReplyEncoder encoder(ReplyContext context, Stage stage) {
        ChatRequestScan asked = asked();
        return asked.stream()
                ? new ChatStreamEncoder(context, stage, asked.usageWanted(), asked.usesFunctions())
                : new ChatCompletionEncoder(context, stage, asked.usesFunctions());
    }

    @Override
    public ReplyTail relayTail(ReplyContext context, Stage stage) {
        return asked().stream() ? new StreamTail(context.requestId(), stage) : new UnaryTail();
    }

    private ChatRequestScan asked() {
        ChatRequestScan asked = scan;
        if (asked == null) {
            throw new IllegalStateException("nothing has been decoded");
        }
        return asked;
    }
}
