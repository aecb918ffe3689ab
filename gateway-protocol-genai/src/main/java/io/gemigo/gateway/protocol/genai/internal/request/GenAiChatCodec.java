package io.gemigo.gateway.protocol.genai.internal.request;

import io.gemigo.gateway.core.bytes.Stage;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.Usage;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ChatCodec;
import io.gemigo.gateway.core.port.ChatIntake;
import io.gemigo.gateway.core.port.ChatReplyEncoder;
import io.gemigo.gateway.core.port.ReplyContext;
import io.gemigo.gateway.core.port.ReplyTail;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.protocol.genai.internal.error.ErrorContext;
import io.gemigo.gateway.protocol.genai.internal.reply.ReplyEncoders;
import io.gemigo.gateway.protocol.genai.internal.reply.ReplySettings;
import io.gemigo.gateway.protocol.genai.internal.wire.ReplyShape;
import org.jspecify.annotations.Nullable;

/** The codecs of one {@code generateContent} or {@code streamGenerateContent}. Loop-confined. */
public final class GenAiChatCodec implements ChatCodec {
    private final String model;
    private final ErrorContext errors;

    private @Nullable FieldSources sources;
    private ReplySettings settings = ReplySettings.PLAIN;
    private Warnings warnings = new Warnings();

    /**
     * Codecs for one request.
     *
     * @param model the model the path names
     * @param errors what errors take from the request; its shape is the answer's
     */
    public GenAiChatCodec(String model, ErrorContext errors) {
        this.model = model;
        this.errors = errors;
    }

    @Override
    public Outcome<ChatIntake> decode(Window body, Warnings warnings) {
        this.warnings = warnings;
        boolean stream = errors.shape() != ReplyShape.OBJECT;
        Outcome<GenerateContentInput> input = GenerateContentReader.read(model, stream, body, warnings);
        Failure failure = input.failure();
        if (failure != null) {
            return Outcome.failed(failure);
        }
        settings = input.value().reply();
        FieldSources fields = input.value().sources();
        sources = fields;
        warnings.spelledFor("genai", fields::inClientSpelling);
        return Outcome.of(new GenAiIntake(input.value().chat()));
    }

    /** A failure with the client's name of the field at fault, where a provider has named it by its own. */
    public Failure inClientTerms(Failure failure) {
        return sources == null ? failure : sources.inClientTerms(failure);
    }

    /** Warns of counts that are a guess and are told in an answer whose head is still to come. */
    public void told(Usage usage) {
        if (usage.estimated()) {
            warnings.estimated("genai", "usageMetadata");
        }
    }

    @Override
    public ChatReplyEncoder encoder(ReplyContext context, Stage stage) {
        return ReplyEncoders.of(errors, settings, context, stage, warnings);
    }

    @Override
    public ReplyTail relayTail(ReplyContext context, Stage stage) {
        throw new IllegalStateException("nothing of this dialect is relayed");
    }
}
