package io.gemigo.gateway.runtime;

import io.gemigo.gateway.core.call.Gateway;
import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpProvider;
import io.gemigo.gateway.core.port.ModelProvider;
import io.gemigo.gateway.core.port.Protocol;
import io.gemigo.gateway.core.port.TokenCounter;
import io.gemigo.gateway.runtime.admin.AdminApplication;
import io.gemigo.gateway.runtime.admin.CountingUsageSink;
import io.gemigo.gateway.runtime.admin.Figures;
import io.gemigo.gateway.runtime.config.GatewayConfig;
import io.gemigo.gateway.runtime.config.UpstreamSection;
import io.gemigo.gateway.runtime.defaults.CaffeineRateLimiter;
import io.gemigo.gateway.runtime.defaults.Slf4jExchangeLog;
import io.gemigo.gateway.runtime.defaults.Slf4jUsageSink;
import io.gemigo.gateway.runtime.defaults.TokenAuthenticator;
import io.gemigo.gateway.runtime.loop.LoopClock;
import io.gemigo.gateway.runtime.loop.Loops;
import io.gemigo.gateway.runtime.server.GatewayServer;
import io.gemigo.gateway.runtime.server.HttpListener;
import io.gemigo.gateway.runtime.server.ListenerSettings;
import io.gemigo.gateway.runtime.upstream.NettyTransport;
import io.gemigo.gateway.runtime.upstream.TlsContext;
import io.gemigo.gateway.runtime.upstream.TransportSettings;
import io.netty.handler.ssl.SslContext;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A running gateway with all its parts, put together from a configuration. Thread-safe. */
public final class GatewayProcess implements AutoCloseable {
    private final Loops loops;
    private final NettyTransport transport;
    private final GatewayServer server;
    private final HttpListener admin;
    private final GatewayConfig config;

    private GatewayProcess(
            Loops loops, NettyTransport transport, GatewayServer server, HttpListener admin, GatewayConfig config) {
        this.loops = loops;
        this.transport = transport;
        this.server = server;
        this.admin = admin;
        this.config = config;
    }

    /**
     * Starts it.
     *
     * @param config tokens and admin token included
     * @throws IOException if a listener's address cannot be had, or the file of authorities cannot be read
     * @throws GeneralSecurityException if that file holds no certificates
     */
    public static GatewayProcess start(GatewayConfig config, List<Protocol> protocols, List<ModelProvider> providers)
            throws IOException, GeneralSecurityException {
        String adminToken = config.adminToken();
        if (adminToken == null) {
            throw new IllegalArgumentException("no admin token");
        }
        Loops loops = Loops.start(config.loops().count(), config.loops().kind());
        try {
            NettyTransport transport = new NettyTransport(
                    loops,
                    config.transport(),
                    bounds(config, providers),
                    tls(config, providers),
                    "gateway/" + Version.current());
            CountingUsageSink usage = new CountingUsageSink(new Slf4jUsageSink());
            Gateway gateway = Gateway.builder()
                    .settings(config.gateway())
                    .protocols(protocols)
                    .providers(providers)
                    .tokenCounters(ServiceLoader.load(TokenCounter.class).stream()
                            .map(ServiceLoader.Provider::get)
                            .toList())
                    .clock(LoopClock.INSTANCE)
                    .authenticator(new TokenAuthenticator(config.tokens(), LoopClock.INSTANCE))
                    .rateLimiter(new CaffeineRateLimiter(config.limits(), LoopClock.INSTANCE))
                    .usageSink(usage)
                    .exchangeLog(new Slf4jExchangeLog())
                    .transport(transport)
                    .build();
            Figures figures = new Figures();
            usage.describe(figures);
            GatewayServer server =
                    GatewayServer.start(loops, config.client(), config.gateway().cors(), gateway);
            describe(figures, gateway, server.listener(), transport);
            HttpListener admin = HttpListener.bind(
                    loops,
                    ListenerSettings.at(config.adminHost(), config.adminPort()),
                    new AdminApplication(adminToken, figures));
            return new GatewayProcess(loops, transport, server, admin, config);
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            loops.close();
            throw failed;
        }
    }

    private static Map<Endpoint, TransportSettings> bounds(GatewayConfig config, List<ModelProvider> providers) {
        Map<Endpoint, TransportSettings> bounds = new HashMap<>();
        for (ModelProvider provider : providers) {
            UpstreamSection section = config.upstreams().get(provider.id());
            if (section != null && provider instanceof HttpProvider http) {
                bounds.put(http.endpoint(), section.transport());
            }
        }
        return bounds;
    }

    /** None where no upstream speaks TLS: making one takes a tenth of the start and memory. */
    private static @Nullable SslContext tls(GatewayConfig config, List<ModelProvider> providers)
            throws IOException, GeneralSecurityException {
        boolean spoken = config.authorities() != null;
        for (ModelProvider provider : providers) {
            spoken |= provider instanceof HttpProvider http && http.endpoint().tls();
        }
        return spoken ? TlsContext.create(config.authorities()) : null;
    }

    private static void describe(Figures figures, Gateway gateway, HttpListener clients, NettyTransport transport) {
        figures.counter("gateway_requests_total", "Requests of clients, refused ones included.", clients::requests);
        figures.gauge("gateway_active_requests", "Exchanges in progress.", gateway::active);
        figures.gauge("gateway_client_connections", "Open client connections.", clients::connections);
        figures.gauge("gateway_upstream_connections", "Open upstream connections.", transport::connections);
        figures.gauge("gateway_buffered_body_bytes", "Memory of request bodies.", clients::bufferedBodyBytes);
        figures.gauge("gateway_direct_memory_bytes", "Direct memory in use.", PlatformDependent::usedDirectMemory);
    }

    /** Where clients are served. */
    public InetSocketAddress clientAddress() {
        return server.address();
    }

    /** Where operators are served. */
    public InetSocketAddress adminAddress() {
        return admin.address();
    }

    /**
     * Goes down in order, as configured; blocks until then.
     *
     * @throws InterruptedException if the waiting was interrupted
     */
    public void drain() throws InterruptedException {
        server.drain(config.drain());
    }

    /** Closes everything at once. */
    @Override
    public void close() {
        server.close();
        admin.close();
        transport.close();
        loops.close();
    }
}
