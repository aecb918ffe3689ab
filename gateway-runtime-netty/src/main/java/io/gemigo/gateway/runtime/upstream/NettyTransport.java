package io.gemigo.gateway.runtime.upstream;

import io.gemigo.gateway.core.port.Endpoint;
import io.gemigo.gateway.core.port.HttpTransport;
import io.gemigo.gateway.core.port.Scheduler;
import io.gemigo.gateway.runtime.loop.LoopScheduler;
import io.gemigo.gateway.runtime.loop.Loops;
import io.netty.handler.ssl.SslContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over pooled keep-alive connections of the exchange's own loop. Thread-safe; takes schedulers of the
 * {@link Loops} it was made with only.
 */
public final class NettyTransport implements HttpTransport, AutoCloseable {
    private final Loops loops;
    private final Map<Origin, TransportSettings> settings;
    private final TransportSettings defaults;
    private final String userAgent;
    private final NameLookup names = new NameLookup();
    private final Connector connector;
    private final ConcurrentMap<Origin, OriginShare> shares = new ConcurrentHashMap<>();
    /** By loop; each map is its loop's own. */
    private final List<Map<Origin, LoopPool>> pools;
    /** The same by endpoint, several of which may be one origin. */
    private final List<Map<Endpoint, LoopPool>> byEndpoint;

    /**
     * A transport.
     *
     * @param settings bounds of single upstreams; others get the defaults
     * @param tls for upstreams that speak it, null if none does
     * @param userAgent how to introduce itself
     */
    public NettyTransport(
            Loops loops,
            TransportSettings defaults,
            Map<Endpoint, TransportSettings> settings,
            @Nullable SslContext tls,
            String userAgent) {
        this.loops = loops;
        this.defaults = defaults;
        this.userAgent = userAgent;
        connector = new Connector(loops, tls, names);
        Map<Origin, TransportSettings> byOrigin = new HashMap<>();
        settings.forEach((endpoint, own) -> byOrigin.put(Origin.of(endpoint), own));
        this.settings = Map.copyOf(byOrigin);
        List<Map<Origin, LoopPool>> perLoop = new ArrayList<>();
        List<Map<Endpoint, LoopPool>> endpoints = new ArrayList<>();
        for (int i = 0; i < loops.all().size(); i++) {
            perLoop.add(new HashMap<>());
            endpoints.add(new HashMap<>());
        }
        pools = List.copyOf(perLoop);
        byEndpoint = List.copyOf(endpoints);
    }

    @Override
    public Exchange send(Request request, Scheduler loop, Listener listener) {
        if (!(loop instanceof LoopScheduler own)) {
            throw new IllegalArgumentException("a scheduler of another runtime");
        }
        LoopPool pool = pool(own, request.endpoint());
        UpstreamExchange exchange = new UpstreamExchange(request, listener, pool);
        pool.acquire(exchange);
        return exchange;
    }

    private LoopPool pool(LoopScheduler loop, Endpoint endpoint) {
        Map<Endpoint, LoopPool> known = byEndpoint.get(loop.index());
        LoopPool pool = known.get(endpoint);
        if (pool == null) {
            pool = pool(loop, Origin.of(endpoint));
            known.put(endpoint, pool);
        }
        return pool;
    }

    private LoopPool pool(LoopScheduler loop, Origin origin) {
        Map<Origin, LoopPool> own = pools.get(loop.index());
        LoopPool pool = own.get(origin);
        if (pool == null) {
            OriginShare share = shares.computeIfAbsent(
                    origin,
                    key -> new OriginShare(
                            settings.getOrDefault(key, defaults), loops.all().size()));
            pool = new LoopPool(loop, origin, share, connector, this::releaseIdle, userAgent);
            own.put(origin, pool);
        }
        return pool;
    }

    private void releaseIdle(LoopPool asking) {
        for (LoopScheduler loop : loops.all()) {
            if (loop != asking.loop()) {
                loop.execute(() -> {
                    LoopPool other = pools.get(loop.index()).get(asking.origin());
                    if (other != null) {
                        other.releaseIdle();
                    }
                });
            }
        }
    }

    /** Open connections to all upstreams, those being made included. */
    public int connections() {
        int open = 0;
        for (OriginShare share : shares.values()) {
            open += share.open();
        }
        return open;
    }

    /** Closes all connections, soon. */
    @Override
    public void close() {
        for (LoopScheduler loop : loops.all()) {
            loop.execute(() -> pools.get(loop.index()).values().forEach(LoopPool::close));
        }
        names.close();
    }
}
