package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.chat.ChatRequest;
import io.gemigo.gateway.core.error.Failure;
import io.gemigo.gateway.core.error.Outcome;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.Route;
import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.core.port.Warnings;
import org.jspecify.annotations.Nullable;

/** The operations the gateway answers itself: models and token counts. Loop-confined. */
final class ModelOperations {
    private final ModelCatalog catalog;
    private final Warnings warnings;

    ModelOperations(ModelCatalog catalog, Warnings warnings) {
        this.catalog = catalog;
        this.warnings = warnings;
    }

    /** The JSON that answers a route. */
    Outcome<byte[]> run(@Nullable Route route, @Nullable ChatRequest toCount, CallRecord record) {
        if (route instanceof Route.ListModels list) {
            return Outcome.of(list.encoder().list(catalog.cards()));
        }
        if (route instanceof Route.GetModel get) {
            record.model = get.model();
            return card(get);
        }
        if (route instanceof Route.CountTokens count && toCount != null) {
            return Outcome.of(count.codec().encode(count(toCount, record)));
        }
        throw new IllegalStateException("not answered here: " + route);
    }

    private Outcome<byte[]> card(Route.GetModel get) {
        ModelTarget listed = catalog.find(get.model());
        if (listed == null && !get.defaultForUnlisted()) {
            return Outcome.failed(new Failure.NotFound(get.model(), "The model '" + get.model() + "' does not exist"));
        }
        ModelCard card = listed == null ? catalog.resolve(get.model(), false).card() : listed.card();
        return Outcome.of(get.encoder().card(card, get.model()));
    }

    private long count(ChatRequest request, CallRecord record) {
        ModelTarget target = catalog.resolve(request.model(), request.hasMedia());
        record.provider = target.provider().id();
        record.upstreamModel = target.card().id();
        if (target.provider() instanceof TokenCounter counter) {
            return counter.count(request, target.card());
        }
        warnings.estimated(record.protocol == null ? "chat" : record.protocol, "totalTokens");
        return TokenEstimate.of(request);
    }
}
