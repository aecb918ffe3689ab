package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All models of all providers. A listed name goes up as it is, to the first provider that lists it; any other name is
 * served by a default of the first provider. Immutable.
 */
final class ModelCatalog {
    private final List<ModelProvider> providers;

    ModelCatalog(List<? extends ModelProvider> providers) {
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a gateway needs a provider");
        }
        this.providers = List.copyOf(providers);
    }

    /** Who serves a chat that asks for this name. */
    ModelTarget resolve(String model, boolean hasMedia) {
        ModelTarget listed = find(model);
        if (listed != null) {
            return listed;
        }
        ModelProvider first = providers.get(0);
        ModelTable models = first.models();
        boolean needsMedia = hasMedia && !models.textDefault().can(Capability.IMAGE_INPUT);
        return new ModelTarget(first, needsMedia ? models.mediaDefault() : models.textDefault());
    }

    /** Who lists this name, or null. */
    @Nullable
    ModelTarget find(String model) {
        for (ModelProvider provider : providers) {
            ModelCard card = provider.models().find(model);
            if (card != null) {
                return new ModelTarget(provider, card);
            }
        }
        return null;
    }

    /** All cards, providers in order, a name listed twice only once. */
    List<ModelCard> cards() {
        List<ModelCard> all = new ArrayList<>();
        for (ModelProvider provider : providers) {
            for (ModelCard card : provider.models().cards()) {
                ModelTarget first = find(card.id());
                if (first != null && first.provider() == provider) {
                    all.add(card);
                }
            }
        }
        return all;
    }
}
