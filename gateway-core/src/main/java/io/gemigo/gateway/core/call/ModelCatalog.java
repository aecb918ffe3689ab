package io.gemigo.gateway.core.call;

import io.gemigo.gateway.core.port.Capability;
import io.gemigo.gateway.core.port.ModelCard;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.ModelTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All models of all providers. A listed name goes up as it is, to the first provider that lists it; any other name is
 * served by a default of the first provider. Thread-safe.
 */
final class ModelCatalog {
    private final List<ModelProvider> providers;
    /** By listed name: who serves it; providers in order. */
    private final Map<String, ModelTarget> targets = new LinkedHashMap<>();
    /** By listed card: what it should have said. Only cards of the tables get in, so their number is the bound. */
    private final Map<ModelTarget, ModelCard> learned = new ConcurrentHashMap<>();

    ModelCatalog(List<? extends ModelProvider> providers) {
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("a gateway needs a provider");
        }
        this.providers = List.copyOf(providers);
        for (ModelProvider provider : providers) {
            for (ModelCard card : provider.models().cards()) {
                targets.putIfAbsent(card.id(), new ModelTarget(provider, card));
            }
        }
    }

    /** Who serves a chat that asks for this name, with what has been learned of the model since. */
    ModelTarget resolve(String model, boolean hasMedia) {
        ModelTarget target = listed(model, hasMedia);
        ModelCard better = learned.isEmpty() ? null : learned.get(target);
        return better == null ? target : new ModelTarget(target.provider(), better);
    }

    /** From now on, calls of this model go by this card. */
    void learn(ModelTarget target) {
        ModelCard listed = target.provider().models().find(target.card().id());
        if (listed != null) {
            learned.put(new ModelTarget(target.provider(), listed), target.card());
        }
    }

    private ModelTarget listed(String model, boolean hasMedia) {
        ModelTarget listed = find(model);
        if (listed != null) {
            return listed;
        }
        ModelProvider first = providers.get(0);
        ModelTable models = first.models();
        boolean needsMedia = hasMedia && !models.textDefault().can(Capability.IMAGE_INPUT);
        return new ModelTarget(first, needsMedia ? models.mediaDefault() : models.textDefault());
    }

    /** Who makes embeddings for a call that asks for this name; null if the name is not known and nothing stands in for it. */
    @Nullable
    ModelTarget resolveEmbedding(String model) {
        ModelTarget listed = find(model);
        if (listed != null) {
            return listed;
        }
        for (ModelProvider provider : providers) {
            ModelCard standIn = provider.models().embeddingDefault();
            if (standIn != null) {
                return new ModelTarget(provider, standIn);
            }
        }
        return null;
    }

    /** Who lists this name, or null. */
    @Nullable
    ModelTarget find(String model) {
        return targets.get(model);
    }

    /** All cards, providers in order, a name listed twice only once. */
    List<ModelCard> cards() {
        return targets.values().stream().map(ModelTarget::card).toList();
    }
}
