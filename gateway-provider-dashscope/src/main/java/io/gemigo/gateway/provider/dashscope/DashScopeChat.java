package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.bytes.ByteBuilder;
import io.gemigo.gateway.core.bytes.Splice;
import io.gemigo.gateway.core.bytes.Window;
import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.http.HeaderView;
import io.gemigo.gateway.core.port.EventDecoder;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.RelayScan;
import io.gemigo.gateway.core.port.UnaryDecoder;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.Warnings;
import io.gemigo.gateway.dialect.openai.ChatCompletionDecoder;
import io.gemigo.gateway.dialect.openai.ChatRequestScan;
import io.gemigo.gateway.dialect.openai.ErrorBody;
import io.gemigo.gateway.dialect.openai.OpenAiDialect;
import org.jspecify.annotations.Nullable;

/** The codecs of {@link DashScopeProvider}. Immutable, thread-safe, but for the decoders it makes. */
final class DashScopeChat implements UpstreamChat {
    private final EffortBudgets budgets;

    DashScopeChat(EffortBudgets budgets) {
        this.budgets = budgets;
    }

    @Override
    public String dialect() {
        return OpenAiDialect.NAME;
    }

    @Override
    public String path() {
        return "/chat/completions";
    }

    /** How many it takes is not documented; four are what the dialect allows. */
    @Override
    public int maxStopSequences() {
        return 4;
    }

    @Override
    public @Nullable Failure encode(ChatRequest request, ModelCard model, ByteBuilder out, Warnings warnings) {
        return new RequestEncoder(request, model, budgets, warnings).encode(out);
    }

    @Override
    public @Nullable Failure edit(RelayScan scan, ModelCard model, Splice splice, Warnings warnings) {
        return new RequestEditor((ChatRequestScan) scan, model, budgets, splice, warnings).edit();
    }

    @Override
    public EventDecoder eventDecoder() {
        return new DashScopeEventDecoder();
    }

    @Override
    public UnaryDecoder unaryDecoder() {
        return new ChatCompletionDecoder(error -> ErrorDecoder.inAnswer(0, error));
    }

    @Override
    public Failure error(int status, HeaderView headers, Window body) {
        return ErrorDecoder.decode(status, headers, body);
    }

    @Override
    public @Nullable ModelCard corrected(ModelCard model, int status, Window body) {
        return Lessons.corrected(model, status, ErrorBody.read(body));
    }
}
