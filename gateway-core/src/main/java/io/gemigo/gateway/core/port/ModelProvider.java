package io.gemigo.gateway.core.port;

/** Whoever serves models: either {@link Provider} or {@link HttpProvider}. */
public sealed interface ModelProvider permits Provider, HttpProvider {
    /** Short stable name for configuration, records and metrics. */
    String id();

    /** The models it serves: the same for its life. */
    ModelTable models();
}
