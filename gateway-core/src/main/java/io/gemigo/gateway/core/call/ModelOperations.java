package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.TokenCount;
import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.core.port.Warnings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations the gateway answers itself: models and token counts. Loop-confined. */
final class ModelOperations {
    private final ModelCatalog catalog;
    private final List<TokenCounter> counters;
    private final Warnings warnings;

    ModelOperations(Components components, Warnings warnings) {
        catalog = components.catalog();
        counters = components.tokenCounters();
        this.warnings = warnings;
    }

    /** Answers a route. */
    void run(
            @Nullable Route route,
            @Nullable ChatRequest toCount,
            CallRecord record,
            Consumer<Supplier<Outcome<byte[]>>> answer) {
        if (route instanceof Route.ListModels list) {
            answer.accept(() -> Outcome.of(list.encoder().list(catalog.cards())));
        } else if (route instanceof Route.GetModel get) {
            record.model = get.model();
            answer.accept(() -> card(get));
        } else if (route instanceof Route.CountTokens count && toCount != null) {
            count(count, toCount, record, answer);
        } else {
            throw new IllegalStateException("not answered here: " + route);
        }
    }

    private Outcome<byte[]> card(Route.GetModel get) {
        ModelTarget listed = catalog.find(get.model());
        if (listed == null && !get.defaultForUnlisted()) {
            return Outcome.failed(new Failure.NotFound(get.model(), "The model '" + get.model() + "' does not exist"));
        }
        ModelCard card = listed == null ? catalog.resolve(get.model(), false).card() : listed.card();
        return Outcome.of(get.encoder().card(card, get.model()));
    }

    private void count(
            Route.CountTokens route,
            ChatRequest request,
            CallRecord record,
            Consumer<Supplier<Outcome<byte[]>>> answer) {
        ModelTarget target = catalog.resolve(request.model(), request.hasMedia());
        record.provider = target.provider().id();
        record.upstreamModel = target.card().id();
        String dialect = record.protocol == null ? "chat" : record.protocol;
        TokenCounter.Callback callback = new TokenCounter.Callback() {
            @Override
            public void counted(TokenCount count) {
                answer.accept(() -> {
                    if (count.estimated()) {
                        warnings.estimated(dialect, "totalTokens");
                    }
                    return Outcome.of(route.codec().encode(count));
                });
            }

            @Override
            public void failed(Failure failure) {
                answer.accept(() -> Outcome.failed(failure));
            }
        };
        for (TokenCounter counter : counters) {
            if (counter.knows(target.card())) {
                counter.count(request, target.card(), callback);
                return;
            }
        }
        callback.counted(TokenEstimate.count(request));
    }
}
