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
import io.gemigo.gateway.dialect.openai.ChatField;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ChatRequestScanner;
import io.gemigo.gateway.dialect.openai.OpenAiDialect;

/** The codecs of one chat completion. Loop-confined. */
final class OpenAiChatCodec implements ChatCodec {
    // Of the scan no more than this: it is as long as the request, and an answer may last for minutes.
    private boolean stream;
    private boolean usageWanted;
    private boolean functions;

    @Override
    public Outcome<ChatIntake> decode(Window body, Warnings warnings) {
        Outcome<ChatRequestScan> scanned = ChatRequestScanner.scan(body);
        Failure refusal = scanned.failure();
        if (refusal != null) {
            return Outcome.failed(refusal);
        }
        ChatRequestScan scan = scanned.value();
        stream = scan.stream();
        usageWanted = scan.usageWanted();
        functions = scan.usesFunctions();
        warn(scan, warnings);
        return Outcome.of(new OpenAiChatIntake(scan, warnings));
    }

    private static void warn(ChatRequestScan scan, Warnings warnings) {
        if (scan.usesFunctions() && !scan.has(ChatField.TOOLS)) {
            warnings.spelledFor(OpenAiDialect.NAME, OpenAiChatCodec::inOlderTerms);
        }
        if (scan.stream()) {
            for (String option : scan.unservedOptions()) {
                warnings.ignored(OpenAiDialect.NAME, ChatField.STREAM_OPTIONS.wireName() + "." + option);
            }
        }
    }

    /** A field's name in a body that has functions where newer ones have tools. */
    private static String inOlderTerms(String field) {
        return switch (field) {
            case "tools" -> ChatField.FUNCTIONS.wireName();
            case "tool_choice" -> ChatField.FUNCTION_CALL.wireName();
            default -> field;
        };
    }

    @Override
    public ChatReplyEncoder encoder(ReplyContext context, Stage stage) {
        return stream
                ? new ChatStreamEncoder(context, stage, usageWanted, functions)
                : new ChatCompletionEncoder(context, stage, functions);
    }

    @Override
    public ReplyTail relayTail(ReplyContext context, Stage stage) {
        return stream ? new StreamTail(context.requestId(), stage) : UnaryTail.INSTANCE;
    }
}
