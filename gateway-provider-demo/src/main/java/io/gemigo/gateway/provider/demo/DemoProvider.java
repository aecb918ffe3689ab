package io.gemigo.gateway.provider.demo;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.chat.ChatSink;
import io.gemigo.gateway.core.chat.Part;
import io.gemigo.gateway.core.chat.ResponseFormat;
import io.gemigo.gateway.core.chat.Role;
import io.gemigo.gateway.core.chat.Sampling;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.port.ChatCall;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.Provider;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        String media = firstMedia(request);
        if (media != null) {
            sink.failed(new Failure.InvalidRequest(
                    Failure.InvalidRequest.UNSUPPORTED_VALUE, media, "The demo reads text only."));
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

    private static @Nullable String firstMedia(ChatRequest request) {
        for (int i = 0; i < request.messages().size(); i++) {
            List<Part> parts = request.messages().get(i).parts();
            for (int k = 0; k < parts.size(); k++) {
                if (parts.get(k).kind() == Part.Kind.MEDIA) {
                    return "messages[" + i + "].content[" + k + "]";
                }
            }
        }
        return null;
    }

    /** The demo ignores how it is asked; that is said, not hidden, in the words of the dialect most clients speak. */
    private static void warn(ChatRequest request, Warnings warnings) {
        int last = request.messages().size() - 1;
        warnIf(request.messages().get(last).role() == Role.ASSISTANT, "messages[" + last + "].partial", warnings);
        warnIf(!request.tools().isEmpty(), "tools", warnings);
        warnIf(request.responseFormat().kind() != ResponseFormat.Kind.TEXT, "response_format", warnings);
        warnIf(!request.stop().isEmpty(), "stop", warnings);
        warnIf(Objects.equals(request.reasoning().wanted(), true), "reasoning_effort", warnings);
        Sampling sampling = request.sampling();
        warnIf(sampling.temperature() != null, "temperature", warnings);
        warnIf(sampling.topP() != null, "top_p", warnings);
        warnIf(sampling.topK() != null, "top_k", warnings);
        warnIf(sampling.seed() != null, "seed", warnings);
        warnIf(asks(sampling.presencePenalty()), "presence_penalty", warnings);
        warnIf(asks(sampling.frequencyPenalty()), "frequency_penalty", warnings);
        warnIf(Objects.equals(sampling.logprobs(), true), "logprobs", warnings);
        warnIf(sampling.topLogprobs() != null, "top_logprobs", warnings);
        warnIf(sampling.logitBias() != null, "logit_bias", warnings);
        request.extensions().forEach(extension -> warnings.ignored(ID, extension.name()));
    }

    private static boolean asks(@Nullable Double penalty) {
        return penalty != null && penalty != 0;
    }

    private static void warnIf(boolean asked, String field, Warnings warnings) {
        if (asked) {
            warnings.ignored(ID, field);
        }
    }
}
