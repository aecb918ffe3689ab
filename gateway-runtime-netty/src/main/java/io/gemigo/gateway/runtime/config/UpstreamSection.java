package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.runtime.upstream.TransportSettings;
import java.util.Map;

/**
 * What the file says of one provider. Immutable; {@code toString} shows keys only.
 *
 * @param settings by the keys of the provider's factory
 * @param transport bounds of its connections
 */
public record UpstreamSection(Map<String, String> settings, TransportSettings transport) {
    /** Copies the map. */
    public UpstreamSection {
        settings = Map.copyOf(settings);
    }

    @Override
    public String toString() {
        return "UpstreamSection" + settings.keySet();
    }
}
