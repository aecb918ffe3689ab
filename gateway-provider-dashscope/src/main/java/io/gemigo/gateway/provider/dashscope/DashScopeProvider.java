package io.gemigo.gateway.provider.dashscope;

import io.gemigo.gateway.core.http.HeaderList;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelTable;
import io.gemigo.gateway.core.port.UpstreamChat;
import io.gemigo.gateway.core.port.UpstreamEmbeddings;
import org.jspecify.annotations.Nullable;

/** Serves chats and embeddings by DashScope's compatible mode. Immutable, thread-safe; {@code toString} does not show the key. */
public final class DashScopeProvider implements HttpProvider {
    /** The provider's id. */
    public static final String ID = "dashscope";

    private final Endpoint endpoint;
    private final @Nullable String authorization;
    private final ModelTable models;
    private final UpstreamChat chat;
    private final UpstreamEmbeddings embeddings = new DashScopeEmbeddings();

    DashScopeProvider(Endpoint endpoint, @Nullable String apiKey, ModelTable models, EffortBudgets budgets) {
        this.endpoint = endpoint;
        authorization = apiKey == null ? null : "Bearer " + apiKey;
        this.models = models;
        chat = new DashScopeChat(budgets);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public ModelTable models() {
        return models;
    }

    @Override
    public Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public void authorize(HeaderList headers) {
        if (authorization != null) {
            headers.add("authorization", authorization);
        }
    }

    @Override
    public UpstreamChat chat() {
        return chat;
    }

    @Override
    public UpstreamEmbeddings embeddings() {
        return embeddings;
    }

    @Override
    public String toString() {
        return "DashScopeProvider[" + endpoint + "]";
    }
}
