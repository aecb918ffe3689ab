package io.gemigo.gateway.provider.demo;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import java.util.Set;

/** Answers every chat with a sentence that says it is a demo, word by word. Immutable, thread-safe. */
public final class DemoProvider implements Provider {
    static final String ID = "demo";

    private static final int TOKEN_LIMIT = 8192;
    private static final ModelCard CARD = new ModelCard(
            "demo",
            "Demo (no model behind it)",
            "gateway",
            0,
            TOKEN_LIMIT,
            TOKEN_LIMIT,
            Set.of(),
            ModelCard.Thinking.NEVER,
            ModelCard.Streaming.OPTIONAL);

    private final ModelTable models = new ModelTable(List.of(CARD), CARD, CARD);

    /** A provider. */
    public DemoProvider() {}

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ModelTable models() {
        return models;
    }

    @Override
    public ChatCall chat(ChatRequest request, Context context, ChatSink sink) {
        if (request.hasMedia()) {
            sink.failed(new Failure.InvalidRequest(
                    Failure.InvalidRequest.UNSUPPORTED_VALUE, "messages", "The demo reads text only."));
            return DemoCall.over();
        }
        if (request.candidateCount() > 1) {
            sink.failed(new Failure.InvalidRequest(
                    Failure.InvalidRequest.UNSUPPORTED_VALUE, "n", "The demo gives one answer only."));
            return DemoCall.over();
        }
        warn(request, context.warnings());
        DemoCall call = new DemoCall(DemoAnswer.to(request), context.loop(), sink);
        call.start();
        return call;
    }

    /** The demo ignores how it is asked; that is said, not hidden. */
    private static void warn(ChatRequest request, Warnings warnings) {
        if (!request.tools().isEmpty()) {
            warnings.ignored(ID, "tools");
        }
        if (request.responseFormat().kind() != ResponseFormat.Kind.TEXT) {
            warnings.ignored(ID, "response_format");
        }
        if (!request.stop().isEmpty()) {
            warnings.ignored(ID, "stop");
        }
        request.extensions().forEach(extension -> warnings.ignored(ID, extension.name()));
    }
}
