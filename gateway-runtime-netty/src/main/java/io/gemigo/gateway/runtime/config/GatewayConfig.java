package io.gemigo.gateway.runtime.config;

import io.gemigo.gateway.core.call.GatewaySettings;
import io.gemigo.gateway.runtime.defaults.LocalLimits;
import io.gemigo.gateway.runtime.server.DrainSettings;
import io.gemigo.gateway.runtime.server.ListenerSettings;
import io.gemigo.gateway.runtime.upstream.TransportSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A whole configuration, checked. Immutable; {@code toString} shows no secret.
 *
 * @param client the client listener
 * @param adminHost address of the admin listener, a loopback one
 * @param adminPort its port, 0 for any free one
 * @param adminToken its credential, null to make one up
 * @param tokens app tokens, empty to make one up
 * @param gateway what the pipeline holds to
 * @param limits rates and concurrency
 * @param transport bounds of upstream connections
 * @param upstreams by provider id: what the file says of it
 * @param authorities PEM file with further certificate authorities of upstreams, null for none
 * @param loops the event loops to run on
 * @param drain how to go down
 */
public record GatewayConfig(
        ListenerSettings client,
        String adminHost,
        int adminPort,
        @Nullable String adminToken,
        List<String> tokens,
        GatewaySettings gateway,
        LocalLimits limits,
        TransportSettings transport,
        Map<String, UpstreamSection> upstreams,
        @Nullable Path authorities,
        LoopSettings loops,
        DrainSettings drain) {
    /** Copies lists and maps. */
    public GatewayConfig {
        tokens = List.copyOf(tokens);
        upstreams = Map.copyOf(upstreams);
    }

    /** The same with these credentials. */
    public GatewayConfig withTokens(List<String> newTokens, String newAdminToken) {
        return new GatewayConfig(
                client,
                adminHost,
                adminPort,
                newAdminToken,
                newTokens,
                gateway,
                limits,
                transport,
                upstreams,
                authorities,
                loops,
                drain);
    }

    @Override
    public String toString() {
        return "GatewayConfig[" + client.host() + ":" + client.port() + ", " + tokens.size() + " tokens]";
    }
}
